package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The errors that NVIDIA's driver reported of each GPU since the exporter started. For any thread. */
final class Xids {
    /** Of these an alert must see the first, for which there must be a 0 before it. */
    private static final long[] SERIOUS = {48, 62, 64, 74, 79, 94, 95, 119, 120, 154};

    /** A driver that reports more kinds than this reports nonsense. */
    private static final int MOST_KINDS = 200;

    private static final String OTHER = "other";

    /** By the GPU's address and the number as a label has it. */
    private final Map<String, Map<String, Reported>> byGpu = new ConcurrentHashMap<>();

    private record Reported(long times, double lastSeconds) {
        private static final Reported NEVER = new Reported(0, Double.NaN);

        Reported again(double seconds) {
            return new Reported(times + 1, seconds);
        }
    }

    /** From now on the GPU's errors are heard of. */
    void watch(String gpu) {
        Map<String, Reported> reported = of(gpu);
        for (long xid : SERIOUS) {
            reported.putIfAbsent(String.valueOf(xid), Reported.NEVER);
        }
    }

    /**
     * One more; whether it is the first of its kind.
     *
     * @param xid without sign
     */
    boolean count(String gpu, long xid, Instant at) {
        Map<String, Reported> reported = of(gpu);
        String number = Long.toUnsignedString(xid);
        boolean hasRoom = reported.containsKey(number) || reported.size() < MOST_KINDS;
        double seconds = at.toEpochMilli() / 1e3;
        Reported now = reported.compute(
                hasRoom ? number : OTHER, (label, before) -> (before == null ? Reported.NEVER : before).again(seconds));
        return now.times == 1;
    }

    private Map<String, Reported> of(String gpu) {
        return byGpu.computeIfAbsent(gpu, unseen -> new ConcurrentSkipListMap<>());
    }

    void add(Sink sink, String gpu, String uuid) {
        byGpu.getOrDefault(gpu, Map.of()).forEach((xid, reported) -> {
            sink.add(NvidiaMetrics.XID_ERRORS, (double) reported.times, gpu, uuid, xid);
            if (reported.times > 0) {
                sink.add(NvidiaMetrics.XID_TIME, reported.lastSeconds, gpu, uuid, xid);
            }
        });
    }
}
