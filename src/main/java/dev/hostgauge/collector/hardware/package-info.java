/** The hardware itself: what it is, and whether its memory and its watchdogs are well. */
@NullMarked
package dev.hostgauge.collector.hardware;

import org.jspecify.annotations.NullMarked;
