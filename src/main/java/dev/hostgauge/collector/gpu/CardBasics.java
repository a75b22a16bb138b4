package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.gpu.Card.Tier;
import dev.hostgauge.nvml.MemoryInfo;
import dev.hostgauge.nvml.NvmlCall;

/** What every GPU of NVIDIA's is asked: memory, utilisation, temperatures, clocks, power, fans. */
final class CardBasics {
    private static final int MOST_FANS = 16;

    private static final String[] CLOCKS = {"graphics", "sm", "memory", "video"};
    private static final String[][] THRESHOLDS = {
        {"gpu", "shutdown"}, {"gpu", "slowdown"}, {"memory", "max"}, {"gpu", "max"}
    };

    private final Card card;
    private final Cell utilization;
    private final Cell temperature;
    private final Cell memoryUsed;
    private final Cell[] clocks = new Cell[CLOCKS.length];
    private final Question memory;

    CardBasics(Card card) {
        this.card = card;
        memoryUsed = card.cell(GpuMetrics.MEMORY_USED, NvmlUnit.BYTES);
        utilization = card.cell(GpuMetrics.UTILIZATION, NvmlUnit.PERCENT);
        temperature = card.cell(GpuMetrics.TEMPERATURE, NvmlUnit.CELSIUS, "gpu");
        memory = askMemory();
        askUtilization();
        askTemperatures();
        askClocks();
        askPowerLimits();
        askFans();
    }

    Cell utilization() {
        return utilization;
    }

    Cell temperature() {
        return temperature;
    }

    Cell memoryUsed() {
        return memoryUsed;
    }

    Cell smClock() {
        return clocks[1];
    }

    /** Whether it has no memory of its own but the machine's, as far as it was asked. */
    boolean isUnified() {
        return memory.isNotSupported();
    }

    private Question askMemory() {
        MemoryInfo window = new MemoryInfo();
        Cell windowSize = card.cell(GpuMetrics.BAR1_SIZE, NvmlUnit.SIZE_BYTES);
        Cell windowUsed = card.cell(GpuMetrics.BAR1_USED, NvmlUnit.BYTES);
        card.add(
                Tier.OFTEN,
                new SpecialQuestion(
                        NvmlCall.BAR1_MEMORY_INFO,
                        () -> card.session().nvml().bar1Memory(card.device(), window),
                        () -> {
                            windowSize.take(window.total());
                            windowUsed.take(window.used());
                        },
                        windowSize,
                        windowUsed));
        MemoryInfo info = new MemoryInfo();
        Cell size = card.cell(GpuMetrics.MEMORY_SIZE, NvmlUnit.SIZE_BYTES);
        Cell free = card.cell(GpuMetrics.MEMORY_FREE, NvmlUnit.BYTES);
        Cell reserved = card.cell(GpuMetrics.MEMORY_RESERVED, NvmlUnit.BYTES);
        Cell share = card.cell(GpuMetrics.MEMORY_UTILIZATION, NvmlUnit.RATIO);
        return card.add(
                Tier.ALWAYS,
                new SpecialQuestion(
                        NvmlCall.MEMORY_INFO,
                        () -> card.session().nvml().memory(card.device(), info),
                        () -> {
                            size.take(info.total());
                            memoryUsed.take(info.used());
                            free.take(info.free());
                            reserved.take(info.reserved());
                            share.take(
                                    size.isPresent() && free.isPresent()
                                            ? (info.total() - info.free()) / info.total()
                                            : Double.NaN);
                        },
                        size,
                        memoryUsed,
                        free,
                        reserved,
                        share));
    }

    private void askUtilization() {
        Cell controller = card.cell(GpuMetrics.MEMORY_CONTROLLER_UTILIZATION, NvmlUnit.PERCENT);
        card.askNumbers(Tier.ALWAYS, NvmlCall.UTILIZATION_RATES, 0, utilization, controller);
        askEngine(Tier.ALWAYS, NvmlCall.ENCODER_UTILIZATION, "encoder");
        askEngine(Tier.ALWAYS, NvmlCall.DECODER_UTILIZATION, "decoder");
        askEngine(Tier.OFTEN, NvmlCall.JPEG_UTILIZATION, "jpeg");
        askEngine(Tier.OFTEN, NvmlCall.OFA_UTILIZATION, "ofa");
    }

    private void askEngine(Tier tier, NvmlCall call, String engine) {
        card.askNumbers(tier, call, 0, card.cell(GpuMetrics.ENGINE_UTILIZATION, NvmlUnit.PERCENT, engine));
    }

    private void askTemperatures() {
        card.askSigned(Tier.ALWAYS, NvmlCall.TEMPERATURE, temperature);
        card.askSigned(
                Tier.OFTEN,
                NvmlCall.MARGIN_TEMPERATURE,
                card.cell(NvidiaMetrics.TEMPERATURE_MARGIN, NvmlUnit.MARGIN_CELSIUS));
        for (int i = 0; i < THRESHOLDS.length; i++) {
            Cell threshold = card.cell(GpuMetrics.TEMPERATURE_THRESHOLD, NvmlUnit.OPTIONAL_CELSIUS, THRESHOLDS[i]);
            card.askNumbers(Tier.SELDOM, NvmlCall.TEMPERATURE_THRESHOLD, i, threshold);
        }
    }

    private void askClocks() {
        for (int i = 0; i < CLOCKS.length; i++) {
            clocks[i] = card.cell(GpuMetrics.CLOCK, NvmlUnit.MEGAHERTZ, CLOCKS[i]);
            card.askNumbers(Tier.ALWAYS, NvmlCall.CLOCK, i, clocks[i]);
            Cell most = card.cell(GpuMetrics.CLOCK_MAX, NvmlUnit.MEGAHERTZ, CLOCKS[i]);
            card.askNumbers(Tier.SELDOM, NvmlCall.MAX_CLOCK, i, most);
        }
        Cell state = card.cell(NvidiaMetrics.PERFORMANCE_STATE, NvmlUnit.PERFORMANCE_STATE);
        card.askNumbers(Tier.ALWAYS, NvmlCall.PERFORMANCE_STATE, 0, state);
    }

    private void askPowerLimits() {
        card.askNumbers(Tier.SELDOM, NvmlCall.ENFORCED_POWER_LIMIT, 0, limit("enforced"));
        card.askNumbers(Tier.SELDOM, NvmlCall.POWER_LIMIT, 0, limit("requested"));
        card.askNumbers(Tier.SELDOM, NvmlCall.DEFAULT_POWER_LIMIT, 0, limit("default"));
        card.askNumbers(Tier.SELDOM, NvmlCall.POWER_LIMIT_CONSTRAINTS, 0, limit("min"), limit("max"));
    }

    private Cell limit(String name) {
        return card.cell(GpuMetrics.POWER_LIMIT, NvmlUnit.MILLIWATTS, name);
    }

    private void askFans() {
        if (!isAnswered(NvmlCall.FAN_COUNT)) {
            return;
        }
        long fans = Math.min(card.session().answer().number(0), MOST_FANS);
        for (int i = 0; i < fans; i++) {
            String fan = String.valueOf(i);
            card.askNumbers(
                    Tier.OFTEN, NvmlCall.FAN_SPEED, i, card.cell(GpuMetrics.FAN_RATIO, NvmlUnit.FAN_PERCENT, fan));
            card.askNumbers(Tier.OFTEN, NvmlCall.FAN_SPEED_RPM, i, card.cell(GpuMetrics.FAN_RPM, NvmlUnit.RPM, fan));
        }
    }

    private boolean isAnswered(NvmlCall call) {
        return Consequence.of(card.askNow(call, 0)) == Consequence.ANSWERED;
    }
}
