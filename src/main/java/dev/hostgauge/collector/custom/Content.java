package dev.hostgauge.collector.custom;

import java.util.List;

/**
 * What one file says.
 *
 * @param metrics in the order of the file, each with at least one point
 * @param series how many series it counts for: more than it has where names and values are long
 */
record Content(List<FileMetric> metrics, int series) {
    Content {
        metrics = List.copyOf(metrics);
    }
}
