package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.gpu.Card.Tier;
import dev.hostgauge.machine.Clock;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.nvml.GpmSamples;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How busy the parts of a Hopper GPU or a later one were since the last reading (GPM). The driver wants these samples
 * to be taken by one thread alone.
 */
final class CardActivity implements AutoCloseable {
    /** The driver makes nothing of samples that are closer together. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final Card card;
    private final Clock clock;
    private final Map<Integer, Cell> cells = new LinkedHashMap<>();
    private final Cell tensor;
    private final GpmSamples samples;
    private NvmlReturn compared = NvmlReturn.NO_DATA;
    private boolean hasNewSample;
    private boolean hasSampled;
    private long sampledAt;

    CardActivity(Card card, Clock clock) {
        this.card = card;
        this.clock = clock;
        put(1, NvidiaMetrics.GRAPHICS_ACTIVE);
        put(2, NvidiaMetrics.SM_ACTIVE);
        put(3, NvidiaMetrics.SM_OCCUPANCY);
        tensor = put(5, NvidiaMetrics.TENSOR_ACTIVE);
        put(10, NvidiaMetrics.DRAM_ACTIVE);
        put(11, NvidiaMetrics.PIPE_ACTIVE, "fp64");
        put(12, NvidiaMetrics.PIPE_ACTIVE, "fp32");
        put(13, NvidiaMetrics.PIPE_ACTIVE, "fp16");
        int[] ids = cells.keySet().stream().mapToInt(Integer::intValue).toArray();
        samples = card.session().nvml().gpmSamples(card.device(), ids);
        card.add(Tier.ALWAYS, new SpecialQuestion(NvmlCall.GPM_SAMPLE_GET, this::sample, () -> hasNewSample = true));
        card.add(
                Tier.ALWAYS,
                new SpecialQuestion(
                        NvmlCall.GPM_METRICS_GET,
                        this::compare,
                        this::take,
                        cells.values().toArray(Cell[]::new)));
    }

    /** Whether the GPU has such samples. */
    static boolean isSupportedBy(Card card) {
        return Consequence.of(card.askNow(NvmlCall.GPM_SUPPORT, 0)) == Consequence.ANSWERED
                && card.session().answer().number(0) == 1;
    }

    private Cell put(int id, MetricDef metric, String... more) {
        Cell cell = card.cell(metric, NvmlUnit.PERCENT, more);
        cells.put(id, cell);
        return cell;
    }

    Cell tensor() {
        return tensor;
    }

    private NvmlReturn sample() {
        long now = clock.nanoTime();
        if (hasSampled && now - sampledAt < SHORTEST.toNanos()) {
            return NvmlReturn.NO_DATA;
        }
        hasSampled = true;
        sampledAt = now;
        return samples.sample();
    }

    private NvmlReturn compare() {
        if (hasNewSample) {
            hasNewSample = false;
            compared = samples.compute();
        }
        return compared;
    }

    private void take() {
        cells.forEach((id, cell) -> cell.take(samples.value(id)));
    }

    @Override
    public void close() {
        samples.close();
    }
}
