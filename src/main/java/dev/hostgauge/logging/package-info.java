/** The log: one line an event on standard error, as logfmt or JSON, that no logged text can break out of. */
@NullMarked
package dev.hostgauge.logging;

import org.jspecify.annotations.NullMarked;
