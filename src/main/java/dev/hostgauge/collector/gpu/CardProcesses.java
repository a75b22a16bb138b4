package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.gpu.Card.Tier;
import dev.hostgauge.machine.Root;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.ProcessBuffer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The processes that use an NVIDIA GPU: how many, and if asked for how much of its memory the largest have. */
final class CardProcesses {
    private static final Map<NvmlCall, String> TYPES = types();

    /** More than any GPU has. */
    private static final double MOST_BYTES = 1e15;

    private final Card card;
    private final Root proc;
    private final int mostNamed;
    private final Map<String, List<User>> users = new LinkedHashMap<>();

    private record User(long pid, String name, double bytes) {}

    /**
     * @param proc where the processes' names are
     * @param mostNamed of how many, for each type, the memory is served
     */
    CardProcesses(Card card, Root proc, int mostNamed) {
        this.card = card;
        this.proc = proc;
        this.mostNamed = mostNamed;
        TYPES.forEach(this::ask);
    }

    private static Map<NvmlCall, String> types() {
        Map<NvmlCall, String> types = new LinkedHashMap<>();
        types.put(NvmlCall.COMPUTE_PROCESSES, "compute");
        types.put(NvmlCall.GRAPHICS_PROCESSES, "graphics");
        types.put(NvmlCall.MPS_PROCESSES, "mps");
        return types;
    }

    private void ask(NvmlCall call, String type) {
        ProcessBuffer buffer = new ProcessBuffer();
        Cell count = card.count(NvidiaMetrics.PROCESSES, type);
        card.add(
                Tier.OFTEN,
                new SpecialQuestion(
                        call,
                        () -> {
                            users.remove(type);
                            return card.session().nvml().processes(call, card.device(), buffer);
                        },
                        () -> {
                            count.take(buffer.size());
                            users.put(type, largest(buffer));
                        },
                        count));
    }

    private List<User> largest(ProcessBuffer buffer) {
        if (mostNamed == 0) {
            return List.of();
        }
        Map<Long, Double> bytesByPid = new LinkedHashMap<>();
        for (int i = 0; i < buffer.size(); i++) {
            // One process may be there once for each instance of the GPU. NaN is left out.
            if (buffer.memoryBytes(i) <= MOST_BYTES) {
                bytesByPid.merge(buffer.pid(i), buffer.memoryBytes(i), Double::sum);
            }
        }
        return bytesByPid.entrySet().stream()
                .sorted(Map.Entry.<Long, Double>comparingByValue().reversed())
                .limit(mostNamed)
                .map(entry -> new User(entry.getKey(), name(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** Empty for one that has ended, or that this process's own namespace does not show. */
    private String name(long pid) {
        try {
            return proc.fact(pid + "/comm").orElse("");
        } catch (IOException gone) {
            return "";
        }
    }

    void add(Sink sink) {
        users.forEach((type, ofType) -> {
            for (User user : ofType) {
                String pid = String.valueOf(user.pid);
                sink.add(NvidiaMetrics.PROCESS_MEMORY, user.bytes, card.labels(type, pid, user.name));
            }
        });
    }
}
