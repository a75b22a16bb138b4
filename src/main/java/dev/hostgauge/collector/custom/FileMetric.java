package dev.hostgauge.collector.custom;

import dev.hostgauge.metric.Family;

/** A metric as one file has it: its points, of which there is at least one, and the line of each. */
final class FileMetric {
    private final Family family;
    private final int[] lines;

    FileMetric(Family family, int[] lines) {
        this.family = family;
        this.lines = lines.clone();
    }

    Family family() {
        return family;
    }

    String name() {
        return family.metric().name();
    }

    int line(int index) {
        return lines[index];
    }

    /** The line that a complaint about all of it names. */
    int line() {
        return lines[0];
    }
}
