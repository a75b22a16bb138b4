/** Prometheus: a snapshot as text, OpenMetrics and protobuf, and which of them a client wants. */
@NullMarked
package dev.hostgauge.prometheus;

import org.jspecify.annotations.NullMarked;
