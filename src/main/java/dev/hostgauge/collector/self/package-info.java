/** What the exporter costs: its own process and its Java virtual machine. */
@NullMarked
package dev.hostgauge.collector.self;

import org.jspecify.annotations.NullMarked;
