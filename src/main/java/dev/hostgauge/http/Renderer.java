package dev.hostgauge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hostgauge.metric.Snapshot;
import dev.hostgauge.prometheus.ByteBuilder;
import dev.hostgauge.prometheus.Exposition;
import dev.hostgauge.prometheus.Format;
import dev.hostgauge.prometheus.NameFilter;
import dev.hostgauge.prometheus.Negotiation;
import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * Makes answers of snapshots, in a few work places that are kept with their buffers: more at the same time than there are
 * CPUs would be no faster, only larger. None is held while a client is waited for.
 */
final class Renderer {
    private static final byte[] NOTHING = "# no metric has this name\n".getBytes(US_ASCII);

    private final Semaphore places =
            new Semaphore(Math.min(4, Runtime.getRuntime().availableProcessors()), true);
    /** The one used last is used first, so that a single scraper warms a single one. */
    private final Deque<WorkPlace> free = new ConcurrentLinkedDeque<>();

    private static final class WorkPlace {
        private final Exposition exposition = new Exposition();
        private final ByteBuilder bytes = new ByteBuilder();
        private final Gzip gzip = new Gzip();
    }

    Answer render(Snapshot snapshot, NameFilter names, Negotiation wanted, boolean gzip) throws IOException {
        places.acquireUninterruptibly();
        WorkPlace place = free.pollFirst();
        if (place == null) {
            place = new WorkPlace();
        }
        try {
            return render(snapshot, names, wanted, gzip, place);
        } finally {
            free.addFirst(place);
            places.release();
        }
    }

    private static Answer render(Snapshot snapshot, NameFilter names, Negotiation wanted, boolean gzip, WorkPlace place)
            throws IOException {
        ByteBuilder bytes = place.bytes;
        bytes.clear();
        place.exposition.write(snapshot, names, wanted.format(), bytes);
        String contentType = wanted.contentType();
        if (bytes.size() == 0) {
            // An empty answer would look like a broken one; every scraper reads text.
            contentType = Format.TEXT.contentType();
            bytes.append(NOTHING);
        }
        if (!gzip) {
            return new Answer(200, contentType, bytes.toByteArray());
        }
        return new Answer(200, contentType, place.gzip.compress(bytes.array(), bytes.size()))
                .header("Content-Encoding", "gzip");
    }
}
