package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One NVIDIA GPU as long as its driver runs: its handle, what it is asked how often, and what it answered. For NVML's
 * thread while that reads, and for who serves the values while it does not.
 */
final class Card {
    private final NvmlSession session;
    private final String address;
    private final String uuid;
    private final long device;
    private final List<List<Question>> questions = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    /** How often a question is put, by what it costs and how fast the answer changes. */
    enum Tier {
        /** In every reading. */
        ALWAYS(0),
        /** Every 15 s. */
        OFTEN(1),
        /** Every five minutes. */
        SELDOM(2);

        private final int place;

        Tier(int place) {
            this.place = place;
        }
    }

    Card(NvmlSession session, String address, String uuid, long device) {
        this.session = session;
        this.address = address;
        this.uuid = uuid;
        this.device = device;
    }

    NvmlSession session() {
        return session;
    }

    String address() {
        return address;
    }

    String uuid() {
        return uuid;
    }

    long device() {
        return device;
    }

    /** A series of this GPU, with the values of its further labels. */
    Cell cell(MetricDef metric, NvmlUnit unit, String... more) {
        return new Cell(metric, unit, labels(more));
    }

    String[] labels(String... more) {
        return Stream.of(new String[] {address, uuid}, more).flatMap(Stream::of).toArray(String[]::new);
    }

    Cell flag(MetricDef metric, String... more) {
        return cell(metric, NvmlUnit.FLAG, more);
    }

    Cell count(MetricDef metric, String... more) {
        return cell(metric, NvmlUnit.COUNT, more);
    }

    /**
     * Asks for numbers of 32 bits, each a series.
     *
     * @param argument such as which fan; 0 for a function without
     */
    void askNumbers(Tier tier, NvmlCall call, int argument, Cell... cells) {
        add(tier, new NumberQuestion(this, call, argument, false, cells));
    }

    /** Asks for a number that may be negative. */
    void askSigned(Tier tier, NvmlCall call, Cell cell) {
        add(tier, new NumberQuestion(this, call, 0, true, cell));
    }

    <Q extends Question> Q add(Tier tier, Q question) {
        questions.get(tier.place).add(question);
        return question;
    }

    /** Asks once now, for what the questions depend on; its {@link NvmlSession#answer} holds after success. */
    NvmlReturn askNow(NvmlCall call, int argument) {
        session.account().begin(call, address);
        return session.account().end(call, session.nvml().ask(call, device, argument, session.answer()));
    }

    /** Puts the questions of a tier; stops where the GPU or the driver is gone, and says so. */
    NvmlReturn read(Tier tier) {
        for (Question question : questions.get(tier.place)) {
            NvmlReturn answer = question.put(session.account(), address);
            switch (Consequence.of(answer)) {
                case GPU_DOWN, ALL_OVER -> {
                    return answer;
                }
                case ANSWERED, NOTHING, NEVER, NOT_NOW -> {}
            }
        }
        return NvmlReturn.SUCCESS;
    }

    void add(Sink sink) {
        for (List<Question> tier : questions) {
            for (Question question : tier) {
                for (int i = 0; i < question.size(); i++) {
                    question.cell(i).add(sink);
                }
            }
        }
    }
}
