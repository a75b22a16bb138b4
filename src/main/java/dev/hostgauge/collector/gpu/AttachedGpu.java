package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.TemperatureMetrics;
import dev.hostgauge.collector.gpu.Card.Tier;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.time.Duration;
import java.util.Optional;

/** An NVIDIA GPU that answers: all that it is asked, and when. For NVML's thread while that reads. */
final class AttachedGpu implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofSeconds(15);
    private static final Duration SELDOM = Duration.ofMinutes(5);

    private final Machine machine;
    private final Card card;
    private final CardBasics basics;
    private final CardFields fields;
    private final Optional<CardActivity> activity;
    private final Optional<CardMig> mig;
    private final CardProcesses processes;
    private final long shiftNanos;
    private boolean hasRead;
    private long oftenDueAt;
    private long seldomDueAt;

    /**
     * @param isOnBus whether sysfs shows it
     * @param mostProcesses of how many processes the memory is served
     * @param shift how much later than others it is asked what is asked every 15 s, so that one reading pays for one GPU
     */
    AttachedGpu(Machine machine, Card card, boolean isOnBus, int mostProcesses, Duration shift) {
        this.machine = machine;
        this.card = card;
        this.shiftNanos = shift.toNanos();
        basics = new CardBasics(card);
        fields = new CardFields(card);
        new CardHealth(card).ask();
        new CardLinks(card, isOnBus).ask();
        activity = CardActivity.isSupportedBy(card)
                ? Optional.of(new CardActivity(card, machine.clock()))
                : Optional.empty();
        mig = card.askNow(NvmlCall.MAX_MIG_DEVICES, 0) == NvmlReturn.SUCCESS
                ? Optional.of(
                        new CardMig(card, (int) Math.min(card.session().answer().number(0), Integer.MAX_VALUE)))
                : Optional.empty();
        processes = new CardProcesses(card, machine.proc(), mostProcesses);
    }

    Card card() {
        return card;
    }

    CardBasics basics() {
        return basics;
    }

    CardFields fields() {
        return fields;
    }

    Optional<CardActivity> activity() {
        return activity;
    }

    /** Reads what is due; not success if the GPU or the driver is gone. */
    NvmlReturn read() {
        long now = machine.clock().nanoTime();
        NvmlReturn answer = card.read(Tier.ALWAYS);
        if (answer == NvmlReturn.SUCCESS && (!hasRead || now - oftenDueAt >= 0)) {
            oftenDueAt = now + OFTEN.toNanos() + (hasRead ? 0 : shiftNanos);
            answer = card.read(Tier.OFTEN);
        }
        if (answer == NvmlReturn.SUCCESS && (!hasRead || now - seldomDueAt >= 0)) {
            seldomDueAt = now + SELDOM.toNanos() + (hasRead ? 0 : shiftNanos);
            answer = card.read(Tier.SELDOM);
        }
        if (answer == NvmlReturn.SUCCESS) {
            hasRead = true;
            mig.ifPresent(CardMig::read);
        }
        return answer;
    }

    /** Whether it was cut into instances, or made one again, since it was attached. */
    boolean isDividedAnew() {
        return mig.filter(CardMig::isDividedAnew).isPresent();
    }

    /** Whether it had nothing to do when it was read last. */
    boolean isIdle() {
        return basics.utilization().value() == 0;
    }

    /** Makes everything due. */
    void refresh() {
        hasRead = false;
    }

    void add(Sink sink) {
        card.add(sink);
        mig.ifPresent(instances -> instances.add(sink));
        processes.add(sink);
        addHostTemperature(sink, basics.temperature(), "gpu");
        addHostTemperature(sink, fields.memoryTemperature(), "memory");
    }

    private void addHostTemperature(Sink sink, Cell temperature, String sensor) {
        if (temperature.isPresent()) {
            sink.add(TemperatureMetrics.CELSIUS, temperature.value(), "gpu", card.address(), sensor);
        }
    }

    /** Gives back what the driver keeps for it; the driver must still be there. */
    @Override
    public void close() {
        activity.ifPresent(CardActivity::close);
    }
}
