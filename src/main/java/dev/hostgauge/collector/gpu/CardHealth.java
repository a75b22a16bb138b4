package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.gpu.Card.Tier;
import dev.hostgauge.nvml.NvmlCall;

/** What an NVIDIA GPU is asked about its state: what holds its clocks, its link, its memory's errors, its modes. */
final class CardHealth {
    /** By bit, from the lowest; what is above them is counted as another. */
    private static final String[] REASONS = {
        "idle",
        "application_clocks",
        "sw_power_cap",
        "hw_slowdown",
        "sync_boost",
        "sw_thermal_slowdown",
        "hw_thermal_slowdown",
        "hw_power_brake_slowdown",
        "display_clocks",
        "board_limit",
        "reliability"
    };

    private static final String[] ERROR_TYPES = {"corrected", "uncorrected"};
    private static final String[] ERROR_SCOPES = {"volatile", "aggregate"};
    private static final int DEVICE_MEMORY = 2;
    private static final int SRAM = 7;

    private final Card card;

    CardHealth(Card card) {
        this.card = card;
    }

    /** Adds the questions to those of the card. */
    void ask() {
        askEventReasons();
        askEcc();
        askRepairs();
        askModes();
    }

    private void askEventReasons() {
        Cell[] cells = new Cell[REASONS.length + 1];
        for (int i = 0; i < REASONS.length; i++) {
            cells[i] = card.flag(GpuMetrics.CLOCK_EVENT, REASONS[i]);
        }
        cells[REASONS.length] = card.flag(GpuMetrics.CLOCK_EVENT, "other");
        NvmlSession session = card.session();
        card.add(
                Tier.ALWAYS,
                new SpecialQuestion(
                        NvmlCall.CLOCKS_EVENT_REASONS,
                        () -> session.nvml().ask(NvmlCall.CLOCKS_EVENT_REASONS, card.device(), session.answer()),
                        () -> takeReasons(session.answer().bits(), cells),
                        cells));
    }

    private static void takeReasons(long bits, Cell[] cells) {
        for (int i = 0; i < REASONS.length; i++) {
            cells[i].take(bits >>> i & 1);
        }
        cells[REASONS.length].take(bits >>> REASONS.length == 0 ? 0 : 1);
    }

    private void askEcc() {
        card.askNumbers(Tier.OFTEN, NvmlCall.ECC_MODE, 0, card.flag(NvidiaMetrics.ECC_ENABLED));
        for (int type = 0; type < ERROR_TYPES.length; type++) {
            for (int scope = 0; scope < ERROR_SCOPES.length; scope++) {
                Cell total = card.count(NvidiaMetrics.ECC_ERRORS, ERROR_TYPES[type], ERROR_SCOPES[scope]);
                card.add(Tier.OFTEN, EccQuestion.total(card, type, scope, total));
                askErrors(type, scope, DEVICE_MEMORY, "device_memory");
                askErrors(type, scope, SRAM, "sram");
            }
        }
    }

    private void askErrors(int type, int scope, int location, String where) {
        Cell errors = card.count(GpuMetrics.ECC_MEMORY_ERRORS, ERROR_TYPES[type], ERROR_SCOPES[scope], where);
        card.add(Tier.OFTEN, EccQuestion.at(card, type, scope, location, errors));
    }

    private void askRepairs() {
        String[] availabilities = {"max", "high", "partial", "low", "none"};
        Cell[] banks = new Cell[availabilities.length];
        for (int i = 0; i < availabilities.length; i++) {
            banks[i] = card.count(NvidiaMetrics.ROW_REMAP_BANKS, availabilities[i]);
        }
        card.askNumbers(Tier.OFTEN, NvmlCall.ROW_REMAPPER_HISTOGRAM, 0, banks);
        card.askNumbers(
                Tier.OFTEN,
                NvmlCall.REPAIR_STATUS,
                0,
                card.flag(NvidiaMetrics.REPAIR_PENDING, "channel"),
                card.flag(NvidiaMetrics.REPAIR_PENDING, "tpc"));
    }

    private void askModes() {
        StateCells mode = new StateCells(
                card, NvidiaMetrics.COMPUTE_MODE, "default", "exclusive_thread", "prohibited", "exclusive_process");
        NvmlSession session = card.session();
        card.add(
                Tier.SELDOM,
                new SpecialQuestion(
                        NvmlCall.COMPUTE_MODE,
                        () -> session.nvml().ask(NvmlCall.COMPUTE_MODE, card.device(), session.answer()),
                        () -> mode.take((double) session.answer().number(0)),
                        mode.cells().toArray(Cell[]::new)));
        card.askNumbers(Tier.SELDOM, NvmlCall.PERSISTENCE_MODE, 0, card.flag(NvidiaMetrics.PERSISTENCE_MODE));
    }
}
