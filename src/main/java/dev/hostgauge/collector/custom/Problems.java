package dev.hostgauge.collector.custom;

import dev.hostgauge.collector.Sink;
import java.io.IOException;
import java.nio.file.Path;

/** What is wrong in one cycle, and whether anything is. */
final class Problems {
    private final Sink sink;
    private boolean any;

    Problems(Sink sink) {
        this.sink = sink;
    }

    void add(Path file, IOException failure) {
        any = true;
        sink.problem(file, failure);
    }

    void add(String source, IOException failure) {
        any = true;
        sink.problem(source, failure);
    }

    boolean any() {
        return any;
    }
}
