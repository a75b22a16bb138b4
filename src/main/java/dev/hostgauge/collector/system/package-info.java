/** The machine as a whole: what it is and runs, its clock, how long it is up, its open files. */
@NullMarked
package dev.hostgauge.collector.system;

import org.jspecify.annotations.NullMarked;
