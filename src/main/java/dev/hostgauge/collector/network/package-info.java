/** The network: interfaces, their traffic, their state and their addresses. */
@NullMarked
package dev.hostgauge.collector.network;

import org.jspecify.annotations.NullMarked;
