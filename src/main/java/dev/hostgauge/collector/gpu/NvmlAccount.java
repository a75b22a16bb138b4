package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Clock;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is being asked of NVML at the moment, and which answers were errors. For any thread. */
final class NvmlAccount {
    private static final Logger LOG = LoggerFactory.getLogger(NvmlAccount.class);

    static final MetricDef ERRORS = MetricDef.counter(
            "gpu_nvml_errors_total",
            "Calls of NVIDIA's library that were answered with an error, by function and error; what a card does not"
                    + " support is none.",
            "call",
            "code");

    private record Failure(NvmlCall call, NvmlReturn code) {}

    /** A call that has not returned. */
    private record Pending(NvmlCall call, String gpu, long since) {}

    private final Clock clock;
    private final Map<Failure, AtomicLong> errors = new ConcurrentHashMap<>();
    private volatile @Nullable NvmlCall call;
    private volatile String gpu = "";
    private volatile long since;

    NvmlAccount(Clock clock) {
        this.clock = clock;
    }

    /**
     * A call begins, on the one thread that makes them.
     *
     * @param onGpu its address; empty for one about no GPU
     */
    void begin(NvmlCall begun, String onGpu) {
        gpu = onGpu;
        since = clock.nanoTime();
        call = begun;
    }

    /** The call has ended so. */
    NvmlReturn end(NvmlCall ended, NvmlReturn answer) {
        call = null;
        count(ended, answer);
        return answer;
    }

    void count(NvmlCall ended, NvmlReturn answer) {
        if (Consequence.isError(answer)) {
            errors.computeIfAbsent(new Failure(ended, answer), NvmlAccount::first)
                    .incrementAndGet();
        }
    }

    private static AtomicLong first(Failure failure) {
        LOG.warn(
                "{} answers {} for the first time; gpu_nvml_errors_total counts it",
                failure.call.symbol(),
                failure.code.label());
        return new AtomicLong();
    }

    private Optional<Pending> pending() {
        NvmlCall current = call;
        return current == null ? Optional.empty() : Optional.of(new Pending(current, gpu, since));
    }

    /** Nanoseconds since the call that is under way began; 0 if none is. */
    long pendingNanos() {
        return pending().map(hanging -> clock.nanoTime() - hanging.since).orElse(0L);
    }

    /** The call that is under way, for people; empty if none is. */
    String pendingWords() {
        return pending()
                .map(hanging -> hanging.call.symbol() + (hanging.gpu.isEmpty() ? "" : " of " + hanging.gpu))
                .orElse("");
    }

    void add(Sink sink) {
        errors.forEach(
                (error, count) -> sink.add(ERRORS, (double) count.get(), error.call.symbol(), error.code.label()));
    }
}
