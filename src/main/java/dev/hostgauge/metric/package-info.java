/** What a metric is: its definition, its labels, a reading of it, and the snapshot that every output renders. */
@NullMarked
package dev.hostgauge.metric;

import org.jspecify.annotations.NullMarked;
