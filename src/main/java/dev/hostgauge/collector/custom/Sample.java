package dev.hostgauge.collector.custom;

import java.util.List;

/**
 * One line with a value.
 *
 * @param line its number
 * @param labels values in the order of the metric's labels as far as they were known then
 * @param part which {@link dev.hostgauge.metric.Part} it is; empty for kinds without parts
 */
record Sample(int line, List<String> labels, String part, double value) {
    Sample {
        labels = List.copyOf(labels);
    }
}
