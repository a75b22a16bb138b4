/** Metrics that users bring themselves: files in Prometheus's text format that their scripts write. */
@NullMarked
package dev.hostgauge.collector.custom;

import org.jspecify.annotations.NullMarked;
