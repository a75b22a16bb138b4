package dev.hostgauge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.prometheus.ByteBuilder;
import dev.hostgauge.prometheus.Exposition;
import dev.hostgauge.prometheus.Format;
import dev.hostgauge.prometheus.NameFilter;
import dev.hostgauge.prometheus.Negotiation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * Makes answers of snapshots, in a few work places that are kept with their buffers: more at the same time than there are
 * CPUs would be no faster, only larger. None is held while a client is waited for.
 */
final class Renderer {
    private static final byte[] NOTHING = "# no metric has this name\n".getBytes(US_ASCII);

    /** Protobuf is made by a library that needs many times the memory of what it writes. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Semaphore places =
            new Semaphore(Math.min(4, Runtime.getRuntime().availableProcessors()), true);
    /** The one used last is used first, so that a single scraper warms a single one. */
    private final Deque<WorkPlace> free = new ConcurrentLinkedDeque<>();

    private static final class WorkPlace {
        private final Exposition exposition = new Exposition();
        private final ByteBuilder bytes = new ByteBuilder(this::spill);
        private final Gzip gzip = new Gzip();
        private final List<byte[]> pieces = new ArrayList<>();
        private boolean compressing;
        private boolean empty;

        private void spill(byte[] full, int count) {
            empty = false;
            if (compressing) {
                gzip.add(full, count);
            } else {
                pieces.add(Arrays.copyOf(full, count));
            }
        }

        Answer render(Snapshot snapshot, NameFilter names, Negotiation wanted, boolean compressed) throws IOException {
            compressing = compressed;
            empty = true;
            bytes.clear();
            pieces.clear();
            gzip.begin();
            if (wanted.format() == Format.PROTOBUF) {
                synchronized (ONE_AT_A_TIME) {
                    exposition.write(snapshot, names, wanted.format(), bytes);
                }
            } else {
                exposition.write(snapshot, names, wanted.format(), bytes);
            }
            bytes.flush();
            String contentType = wanted.contentType();
            if (empty) {
                // An empty answer would look like a broken one; every scraper reads text.
                contentType = Format.TEXT.contentType();
                spill(NOTHING, NOTHING.length);
            }
            if (compressed) {
                return new Answer(200, contentType, List.of(gzip.end())).header("Content-Encoding", "gzip");
            }
            Answer answer = new Answer(200, contentType, pieces);
            pieces.clear();
            return answer;
        }
    }

    Answer render(Snapshot snapshot, NameFilter names, Negotiation wanted, boolean gzip) throws IOException {
        places.acquireUninterruptibly();
        WorkPlace place = free.pollFirst();
        if (place == null) {
            place = new WorkPlace();
        }
        try {
            return place.render(snapshot, names, wanted, gzip);
        } finally {
            free.addFirst(place);
            places.release();
        }
    }
}
