package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.IOException;

/** One of several files below {@code net} that a collector reads: when it fails it costs its own series alone. */
final class NetSource {
    private final String name;
    private final HostNetFile file;
    private final Parser parser;

    /** Makes points of what the file says. */
    interface Parser {
        void parse(Text text, Sink sink) throws IOException;
    }

    NetSource(Root proc, String name, Parser parser) {
        this.name = "net/" + name;
        this.file = new HostNetFile(proc, name);
        this.parser = parser;
    }

    /** Adds what is there; false if there is no such file. */
    boolean read(Text text, Sink sink) {
        try {
            if (!file.readIfPresent(text)) {
                return false;
            }
            if (!text.nextLine()) {
                throw new Malformed(text.source(), "at least a line", "");
            }
            text.rewind();
            parser.parse(text, sink);
        } catch (IOException failure) {
            sink.problem(name, failure);
        }
        return true;
    }
}
