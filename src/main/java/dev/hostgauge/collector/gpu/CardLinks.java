package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.gpu.Card.Tier;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.nvml.FieldBatch;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.util.LinkedHashMap;
import java.util.Map;

/** An NVIDIA GPU's links: NVLinks by their number, and PCI Express where sysfs does not show it. */
final class CardLinks {
    /** Headers have room for 36. */
    private static final int MOST_LINKS = 64;
    /** So that no call has more fields than drivers are used to. */
    private static final int LINKS_A_CALL = 6;

    private static final int LINK_COUNT = 91;
    private static final int KIBIBYTES_SENT = 138;
    private static final int KIBIBYTES_RECEIVED = 139;
    /** From the fifth generation of NVLink on. */
    private static final int BYTES_SENT = 202;

    private static final int BYTES_RECEIVED = 204;

    /** Of any generation: a card has some of them. */
    private static final Map<Integer, String> ERRORS = errors();

    private final Card card;
    private final boolean isOnBus;

    /**
     * @param isOnBus whether sysfs shows the GPU and with it the link
     */
    CardLinks(Card card, boolean isOnBus) {
        this.card = card;
        this.isOnBus = isOnBus;
    }

    /** Adds the questions to those of the card. */
    void ask() {
        if (!isOnBus) {
            askPcie(Tier.OFTEN, NvmlCall.PCIE_GENERATION, GpuMetrics.PCIE_GENERATION);
            askPcie(Tier.OFTEN, NvmlCall.PCIE_WIDTH, GpuMetrics.PCIE_WIDTH);
            askPcie(Tier.SELDOM, NvmlCall.MAX_PCIE_GENERATION, GpuMetrics.PCIE_GENERATION_MAX);
            askPcie(Tier.SELDOM, NvmlCall.MAX_PCIE_WIDTH, GpuMetrics.PCIE_WIDTH_MAX);
        }
        askNvlinks(countOfLinks());
    }

    private static Map<Integer, String> errors() {
        Map<Integer, String> errors = new LinkedHashMap<>();
        errors.put(161, "replay");
        errors.put(162, "recovery");
        errors.put(163, "crc");
        errors.put(208, "receive");
        errors.put(211, "link_integrity");
        errors.put(214, "recovery_failed");
        errors.put(221, "symbol");
        return errors;
    }

    private void askPcie(Tier tier, NvmlCall call, MetricDef metric) {
        card.askNumbers(tier, call, 0, card.cell(metric, NvmlUnit.LINK));
    }

    private int countOfLinks() {
        FieldBatch batch = new FieldBatch(1);
        batch.set(0, LINK_COUNT, 0);
        NvmlSession session = card.session();
        session.account().begin(NvmlCall.FIELD_VALUES, card.address());
        NvmlReturn answer =
                session.account().end(NvmlCall.FIELD_VALUES, session.nvml().fields(card.device(), batch));
        double count = Consequence.of(answer) == Consequence.ANSWERED ? batch.value(0) : 0;
        return count > 0 && count <= MOST_LINKS ? (int) count : 0;
    }

    private void askNvlinks(int links) {
        for (int first = 0; first < links; first += LINKS_A_CALL) {
            FieldQuestion.Builder fields = new FieldQuestion.Builder(card);
            for (int link = first; link < Math.min(first + LINKS_A_CALL, links); link++) {
                askNvlink(link, fields);
            }
            fields.askIn(Tier.OFTEN);
        }
    }

    private void askNvlink(int link, FieldQuestion.Builder fields) {
        String name = String.valueOf(link);
        card.askNumbers(Tier.OFTEN, NvmlCall.NVLINK_STATE, link, card.flag(NvidiaMetrics.NVLINK_UP, name));
        Cell sent = card.cell(NvidiaMetrics.NVLINK_TRANSMIT, NvmlUnit.KIBIBYTES, name);
        Cell received = card.cell(NvidiaMetrics.NVLINK_RECEIVE, NvmlUnit.KIBIBYTES, name);
        fields.add(KIBIBYTES_SENT, link, sent);
        fields.add(KIBIBYTES_RECEIVED, link, received);
        fields.addSpare(BYTES_SENT, link, card.count(NvidiaMetrics.NVLINK_TRANSMIT, name), sent);
        fields.addSpare(BYTES_RECEIVED, link, card.count(NvidiaMetrics.NVLINK_RECEIVE, name), received);
        ERRORS.forEach((id, type) -> fields.add(id, link, card.count(NvidiaMetrics.NVLINK_ERRORS, name, type)));
    }
}
