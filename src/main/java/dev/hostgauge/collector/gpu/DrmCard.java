package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One AMD card in {@code /sys/class/drm}; while it sleeps to save power, nothing but what it is. */
final class DrmCard {
    private static final MetricDef INFO = MetricDef.gauge(
            "node_drm_card_info",
            "What the card is, as the constant 1; labels are empty where its driver does not say.",
            "card",
            "memory_vendor",
            "power_performance_level",
            "unique_id",
            "vendor");

    /** File, name behind {@code node_drm_}, and what it is. */
    private static final Map<String, MetricDef> BY_FILE = byFile("""
            gpu_busy_percent        | gpu_busy_percent           | How busy the GPU is, in percent
            mem_info_gtt_total      | memory_gtt_size_bytes      | Memory of the machine's that the GPU may use, in bytes
            mem_info_gtt_used       | memory_gtt_used_bytes      | Memory of the machine's that the GPU uses, in bytes
            mem_info_vis_vram_total | memory_vis_vram_size_bytes | Memory of the GPU's that the CPU can see, in bytes
            mem_info_vis_vram_used  | memory_vis_vram_used_bytes | Memory of the GPU's that the CPU can see in use, in bytes
            mem_info_vram_total     | memory_vram_size_bytes     | Memory of the GPU's own, in bytes
            mem_info_vram_used      | memory_vram_used_bytes     | Memory of the GPU's own in use, in bytes
            """);

    private final String card;
    private final GpuFile runtimeStatus;
    private final Map<MetricDef, GpuFile> numbers = new LinkedHashMap<>();
    private final GpuFile memoryVendor;
    private final GpuFile level;
    private final GpuFile uniqueId;
    private final PaceMaker pace;
    private final Read<DrmCard> read = new Read<>(Registration.READ_LIMIT, this::readFiles);
    private final String[] labels;
    private boolean asked;

    private static Map<String, MetricDef> byFile(String table) {
        Map<String, MetricDef> metrics = new LinkedHashMap<>();
        table.lines().forEach(line -> {
            String[] column = line.split(" *\\| *", -1);
            String help = column[2] + "; absent while the GPU sleeps, and where its driver does not say.";
            metrics.put(column[0], MetricDef.gauge("node_drm_" + column[1], help, "card"));
        });
        return metrics;
    }

    static List<Declaration> metrics() {
        List<Declaration> metrics = new ArrayList<>(BY_FILE.values());
        metrics.add(INFO);
        return List.copyOf(metrics);
    }

    /**
     * @param card its name there
     * @param folder of its device, relative to the root of sysfs
     */
    DrmCard(Sysfs sysfs, String card, String folder) {
        this.card = card;
        this.labels = new String[] {card};
        this.pace = new PaceMaker(sysfs.clock());
        this.runtimeStatus = sysfs.file(folder + "/power/runtime_status");
        this.memoryVendor = sysfs.file(folder + "/mem_info_vram_vendor");
        this.level = sysfs.file(folder + "/power_dpm_force_performance_level");
        this.uniqueId = sysfs.file(folder + "/unique_id");
        BY_FILE.forEach((file, metric) -> numbers.put(metric, sysfs.file(folder + "/" + file)));
    }

    void addReads(Collection<Read<?>> reads) {
        reads.add(read);
    }

    /** On a thread of the crew. */
    private DrmCard readFiles() {
        runtimeStatus.readWords();
        asked = !runtimeStatus.isFaulty() && GpuState.of(runtimeStatus.words()).mayBeAsked();
        if (!asked) {
            return this;
        }
        numbers.values().forEach(GpuFile::readNumber);
        if (pace.take() == Pace.SETTING) {
            for (GpuFile words : List.of(memoryVendor, level, uniqueId)) {
                words.readWords();
                words.letGo();
            }
        }
        return this;
    }

    void add(Sink sink) {
        try {
            read.value();
        } catch (IOException late) {
            sink.problem(card, late);
            return;
        }
        sink.add(INFO, 1, card, memoryVendor.words(), level.words(), uniqueId.words(), GpuVendor.AMD.label());
        runtimeStatus.report(sink);
        if (asked) {
            numbers.forEach((metric, file) -> add(sink, metric, file));
        }
    }

    private void add(Sink sink, MetricDef metric, GpuFile file) {
        Unit unit = metric.name().endsWith("_percent") ? Unit.PERCENT : Unit.BYTES;
        double number = file.number();
        file.report(sink);
        if (!Double.isNaN(unit.of(number))) {
            sink.add(metric, number, labels);
        } else if (!Double.isNaN(number)) {
            file.report(sink, "impossible value " + number);
        }
    }

    /** Gives its descriptors back; whether it could. */
    boolean closeUnlessStuck() {
        if (read.isStuck()) {
            return false;
        }
        runtimeStatus.letGo();
        numbers.values().forEach(GpuFile::letGo);
        return true;
    }
}
