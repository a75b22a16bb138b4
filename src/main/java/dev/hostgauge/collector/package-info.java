/** The engine: what a collector is, how a cycle of them is read within deadlines, and what came of each. */
@NullMarked
package dev.hostgauge.collector;

import org.jspecify.annotations.NullMarked;
