/** Where the parts are put together: {@link dev.hostgauge.Main} and what it wires. */
@NullMarked
package dev.hostgauge;

import org.jspecify.annotations.NullMarked;
