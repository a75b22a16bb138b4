/** The machine as collectors may see it: rooted kernel files, system calls and clocks. */
@NullMarked
package dev.hostgauge.machine;

import org.jspecify.annotations.NullMarked;
