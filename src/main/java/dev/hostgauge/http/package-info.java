/** HTTP: who may ask for what, answered within limits, so that no client keeps another waiting. */
@NullMarked
package dev.hostgauge.http;

import org.jspecify.annotations.NullMarked;
