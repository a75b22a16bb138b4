package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.gpu.Card.Tier;
import dev.hostgauge.nvml.NvmlCall;
import java.util.List;

/** What an NVIDIA GPU tells by field ids: one call for what would be forty. */
final class CardFields {
    private static final int MEMORY_TEMPERATURE = 82;
    private static final int TOTAL_ENERGY = 83;
    private static final int PCIE_REPLAYS = 94;
    private static final int RETIRED_SINGLE_BIT = 29;
    private static final int RETIRED_DOUBLE_BIT = 30;
    private static final int RETIRED_PENDING = 31;
    private static final int REMAPPED_CORRECTABLE = 142;
    private static final int REMAPPED_UNCORRECTABLE = 143;
    private static final int REMAP_PENDING = 144;
    private static final int REMAP_FAILURE = 145;
    private static final int FIRST_PCIE_ERROR = 173;
    private static final int POWER_AVERAGE = 185;
    private static final int POWER_INSTANT = 186;
    private static final int FIRST_MARGIN_LIMIT = 193;
    private static final int PCIE_TRANSMIT = 197;
    private static final int PCIE_RECEIVE = 198;
    private static final int RECOVERY_ACTION = 230;

    private static final String[] PCIE_ERRORS = {
        "correctable",
        "nak_received",
        "receiver",
        "bad_tlp",
        "nak_sent",
        "bad_dllp",
        "non_fatal",
        "fatal",
        "unsupported_request",
        "lcrc",
        "lane"
    };
    private static final String[] POWER_SCOPES = {"gpu", "module", "memory"};
    private static final String[] MARGIN_LIMITS = {"shutdown", "slowdown", "memory_max", "gpu_max"};

    private final Card card;
    private final FieldQuestion.Builder always;
    private final FieldQuestion.Builder often;
    private final Cell power;
    private final Cell averagePower;
    private final Cell instantPower;
    private final Cell energy;
    private final Cell replays;
    private final Cell memoryTemperature;

    CardFields(Card card) {
        this.card = card;
        always = new FieldQuestion.Builder(card);
        often = new FieldQuestion.Builder(card);
        power = watts("driver", "gpu");
        averagePower = watts("average", "gpu");
        instantPower = watts("instant", "gpu");
        energy = energy();
        replays = card.count(GpuMetrics.PCIE_REPLAYS);
        memoryTemperature = card.cell(GpuMetrics.TEMPERATURE, NvmlUnit.OPTIONAL_CELSIUS, "memory");
        always.add(MEMORY_TEMPERATURE, 0, memoryTemperature);
        always.add(TOTAL_ENERGY, 0, energy);
        often.add(PCIE_REPLAYS, 0, replays);
        addPower();
        addClockEvents();
        addPcie();
        addMemoryHealth();
        addMarginLimits();
        often.addState(
                RECOVERY_ACTION,
                new StateCells(
                        card,
                        NvidiaMetrics.RECOVERY_ACTION,
                        "none",
                        "gpu_reset",
                        "node_reboot",
                        "drain_p2p",
                        "drain_and_reset",
                        "recover_imex_domain",
                        "bus_reset",
                        "system_reboot"));
        always.askIn(Tier.ALWAYS);
        often.askIn(Tier.OFTEN);
        askWhereThereIsNoField();
    }

    /** The best there is: NaN if there is none. */
    double watts() {
        if (averagePower.isPresent()) {
            return averagePower.value();
        }
        return instantPower.isPresent() ? instantPower.value() : power.value();
    }

    Cell memoryTemperature() {
        return memoryTemperature;
    }

    private Cell energy() {
        return card.cell(GpuMetrics.ENERGY, NvmlUnit.MILLIJOULES);
    }

    private Cell watts(String mode, String scope) {
        return card.cell(GpuMetrics.POWER, NvmlUnit.MILLIWATTS, mode, scope);
    }

    private void addPower() {
        always.add(POWER_AVERAGE, 0, averagePower);
        always.add(POWER_INSTANT, 0, instantPower);
        for (int scope = 1; scope < POWER_SCOPES.length; scope++) {
            always.add(POWER_AVERAGE, scope, watts("average", POWER_SCOPES[scope]));
            always.add(POWER_INSTANT, scope, watts("instant", POWER_SCOPES[scope]));
        }
    }

    private void addClockEvents() {
        addClockEvent(74, "sw_power_cap");
        addClockEvent(76, "sync_boost");
        addClockEvent(77, "board_limit");
        addClockEvent(78, "low_utilization");
        addClockEvent(79, "reliability");
        card.session().driver().firstThermalField().ifPresent(first -> {
            addClockEvent(first, "sw_thermal_slowdown");
            addClockEvent(first + 1, "hw_thermal_slowdown");
            addClockEvent(first + 2, "hw_power_brake_slowdown");
        });
    }

    private void addClockEvent(int id, String reason) {
        always.add(id, 0, card.cell(NvidiaMetrics.CLOCK_EVENT_SECONDS, NvmlUnit.NANOSECONDS, reason));
    }

    private void addPcie() {
        always.add(PCIE_TRANSMIT, 0, card.count(NvidiaMetrics.PCIE_TRANSMIT));
        always.add(PCIE_RECEIVE, 0, card.count(NvidiaMetrics.PCIE_RECEIVE));
        for (int i = 0; i < PCIE_ERRORS.length; i++) {
            often.add(FIRST_PCIE_ERROR + i, 0, card.count(NvidiaMetrics.PCIE_ERRORS, PCIE_ERRORS[i]));
        }
    }

    private void addMemoryHealth() {
        often.add(RETIRED_SINGLE_BIT, 0, card.count(NvidiaMetrics.RETIRED_PAGES, "single_bit"));
        often.add(RETIRED_DOUBLE_BIT, 0, card.count(NvidiaMetrics.RETIRED_PAGES, "double_bit"));
        often.add(RETIRED_PENDING, 0, card.flag(NvidiaMetrics.RETIRED_PAGES_PENDING));
        often.add(REMAPPED_CORRECTABLE, 0, card.count(NvidiaMetrics.REMAPPED_ROWS, "correctable"));
        often.add(REMAPPED_UNCORRECTABLE, 0, card.count(NvidiaMetrics.REMAPPED_ROWS, "uncorrectable"));
        often.add(REMAP_PENDING, 0, card.flag(NvidiaMetrics.ROW_REMAP_PENDING));
        often.add(REMAP_FAILURE, 0, card.flag(NvidiaMetrics.ROW_REMAP_FAILURE));
    }

    private void addMarginLimits() {
        for (int i = 0; i < MARGIN_LIMITS.length; i++) {
            Cell cell = card.cell(NvidiaMetrics.TEMPERATURE_MARGIN_LIMIT, NvmlUnit.MARGIN_CELSIUS, MARGIN_LIMITS[i]);
            often.add(FIRST_MARGIN_LIMIT + i, 0, cell);
        }
    }

    private void askWhereThereIsNoField() {
        card.add(
                Tier.ALWAYS,
                new InsteadQuestion(card, NvmlCall.POWER_USAGE, List.of(averagePower, instantPower), power));
        card.add(Tier.ALWAYS, new InsteadQuestion(card, NvmlCall.TOTAL_ENERGY, List.of(energy), energy()));
        card.add(
                Tier.OFTEN,
                new InsteadQuestion(
                        card, NvmlCall.PCIE_REPLAYS, List.of(replays), card.count(GpuMetrics.PCIE_REPLAYS)));
    }
}
