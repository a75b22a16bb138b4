package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.gpu.Card.Tier;
import dev.hostgauge.nvml.MemoryInfo;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.util.ArrayList;
import java.util.List;

/**
 * The instances that an NVIDIA GPU is cut into (MIG). Who is there is looked up every 15 s, and at once when a handle is
 * no longer good; the memory belongs to a GPU instance, whose compute instances share it.
 */
final class CardMig {
    /** More than any card has, by far. */
    private static final int MOST_INSTANCES = 64;

    private static final String PROFILE = "MIG ";

    private final Card card;
    private final Cell enabled;
    private final int most;
    private List<Instance> instances = List.of();
    /** Whether they were looked up again since it was time to. */
    private boolean lookedUpAgain;

    /** Negative before it is known. */
    private long firstMode = -1;

    private boolean isDividedAnew;

    private final class Instance {
        private final String[] labels;
        private final long handle;
        private final boolean isFirstOfItsGpuInstance;
        private final MemoryInfo info = new MemoryInfo();
        private final Cell size;
        private final Cell used;
        private final Cell free;

        Instance(long handle, String uuid, String gpuInstance, String computeInstance, String profile, boolean first) {
            this.handle = handle;
            this.labels = card.labels(uuid, gpuInstance, computeInstance, profile);
            this.isFirstOfItsGpuInstance = first;
            size = card.cell(NvidiaMetrics.MIG_MEMORY_SIZE, NvmlUnit.SIZE_BYTES, gpuInstance);
            used = card.cell(NvidiaMetrics.MIG_MEMORY_USED, NvmlUnit.BYTES, gpuInstance);
            free = card.cell(NvidiaMetrics.MIG_MEMORY_FREE, NvmlUnit.BYTES, gpuInstance);
        }

        String gpuInstance() {
            return labels[3];
        }

        NvmlReturn read() {
            NvmlSession session = card.session();
            session.account().begin(NvmlCall.MEMORY_INFO, card.address());
            NvmlReturn answer =
                    session.account().end(NvmlCall.MEMORY_INFO, session.nvml().memory(handle, info));
            boolean isAnswered = Consequence.of(answer) == Consequence.ANSWERED;
            size.take(isAnswered ? info.total() : Double.NaN);
            used.take(isAnswered ? info.used() : Double.NaN);
            free.take(isAnswered ? info.free() : Double.NaN);
            return answer;
        }

        void add(Sink sink) {
            sink.add(NvidiaMetrics.MIG_INFO, 1, labels);
            if (isFirstOfItsGpuInstance) {
                size.add(sink);
                used.add(sink);
                free.add(sink);
            }
        }
    }

    /**
     * @param most how many instances the card may have
     */
    CardMig(Card card, int most) {
        this.card = card;
        this.most = Math.min(most, MOST_INSTANCES);
        this.enabled = card.flag(NvidiaMetrics.MIG_ENABLED);
        NvmlSession session = card.session();
        card.add(
                Tier.OFTEN,
                new SpecialQuestion(
                        NvmlCall.MIG_MODE,
                        () -> session.nvml().ask(NvmlCall.MIG_MODE, card.device(), session.answer()),
                        () -> takeMode(session.answer().number(0)),
                        enabled));
    }

    private void takeMode(long mode) {
        enabled.take(mode);
        if (firstMode < 0) {
            firstMode = mode;
        }
        isDividedAnew = mode != firstMode;
        lookedUpAgain = false;
        instances = mode == 1 ? lookUp() : List.of();
    }

    /** Whether it is not as it was at first, so that what it supports is to be found out anew. */
    boolean isDividedAnew() {
        return isDividedAnew;
    }

    private List<Instance> lookUp() {
        List<Instance> found = new ArrayList<>();
        NvmlSession session = card.session();
        for (int i = 0; i < most; i++) {
            // Slots are sparse: an instance that was removed leaves a hole.
            if (card.askNow(NvmlCall.MIG_DEVICE_BY_INDEX, i) != NvmlReturn.SUCCESS) {
                continue;
            }
            long handle = session.answer().handle();
            String gpuInstance = number(NvmlCall.GPU_INSTANCE_ID, handle);
            String computeInstance = number(NvmlCall.COMPUTE_INSTANCE_ID, handle);
            String uuid = session.text(NvmlCall.UUID, card.address(), handle);
            String name = session.text(NvmlCall.NAME, card.address(), handle);
            int profileAt = name.lastIndexOf(PROFILE);
            String profile = profileAt < 0 ? "" : name.substring(profileAt + PROFILE.length());
            boolean first =
                    found.stream().noneMatch(other -> other.gpuInstance().equals(gpuInstance));
            found.add(new Instance(handle, uuid, gpuInstance, computeInstance, profile, first));
        }
        return found;
    }

    private String number(NvmlCall call, long handle) {
        NvmlSession session = card.session();
        session.account().begin(call, card.address());
        NvmlReturn answer = session.account().end(call, session.nvml().ask(call, handle, session.answer()));
        return answer == NvmlReturn.SUCCESS ? String.valueOf(session.answer().number(0)) : "";
    }

    /** Reads the memory of each GPU instance. */
    void read() {
        if (!readAll() && !lookedUpAgain) {
            lookedUpAgain = true;
            instances = lookUp();
            readAll();
        }
    }

    /** Whether all were still there. */
    private boolean readAll() {
        boolean isStale = false;
        for (Instance instance : instances) {
            if (instance.isFirstOfItsGpuInstance) {
                isStale |= switch (instance.read()) {
                    case INVALID_ARGUMENT, NOT_FOUND, GPU_NOT_FOUND, UNINITIALIZED -> true;
                    default -> false;
                };
            }
        }
        return !isStale;
    }

    void add(Sink sink) {
        for (Instance instance : instances) {
            instance.add(sink);
        }
    }
}
