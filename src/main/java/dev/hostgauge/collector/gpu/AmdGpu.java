package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Sink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What amdgpu shows of a GPU in its folder and by its monitoring chip.
 *
 * <p>Its file {@code pcie_bw} is never read: the kernel sleeps for a second in it.
 */
final class AmdGpu implements GpuDriver {
    private static final String[] NO_LABELS = {};

    private final Sysfs sysfs;
    private final String folder;
    private final GpuReadings readings;
    private final GpuReading memorySize;
    private final GpuReading memoryUsed;
    private final List<AmdClock> clocks;
    private final GpuHwmon hwmon;
    private final Map<String, AmdErrors> errors = new LinkedHashMap<>();
    private GpuWords words = GpuWords.NONE;
    private String[] labels = NO_LABELS;

    /**
     * @param folder of the device, relative to the root of sysfs
     */
    AmdGpu(Sysfs sysfs, String folder) {
        this.sysfs = sysfs;
        this.folder = folder;
        readings = new GpuReadings(sysfs, folder);
        readings.put(GpuMetrics.UTILIZATION, Unit.PERCENT, Pace.CYCLE, "gpu_busy_percent");
        readings.put(GpuMetrics.MEMORY_CONTROLLER_UTILIZATION, Unit.PERCENT, Pace.CYCLE, "mem_busy_percent");
        readings.put(GpuMetrics.ENGINE_UTILIZATION, Unit.PERCENT, Pace.CYCLE, "vcn_busy_percent", "media");
        memorySize = readings.put(GpuMetrics.MEMORY_SIZE, Unit.BYTES, Pace.SETTING, "mem_info_vram_total");
        memoryUsed = readings.put(GpuMetrics.MEMORY_USED, Unit.BYTES, Pace.CYCLE, "mem_info_vram_used");
        readings.put(GpuMetrics.BAR1_SIZE, Unit.BYTES, Pace.SETTING, "mem_info_vis_vram_total");
        readings.put(GpuMetrics.BAR1_USED, Unit.BYTES, Pace.CYCLE, "mem_info_vis_vram_used");
        readings.put(GpuMetrics.SHARED_MEMORY_SIZE, Unit.BYTES, Pace.SETTING, "mem_info_gtt_total");
        readings.put(GpuMetrics.SHARED_MEMORY_USED, Unit.BYTES, Pace.CYCLE, "mem_info_gtt_used");
        readings.put(GpuMetrics.PCIE_REPLAYS, Unit.COUNT, Pace.SLOW, "pcie_replay_count");
        clocks = List.of(
                clock("sclk", "graphics"), clock("mclk", "memory"), clock("fclk", "fabric"), clock("socclk", "soc"));
        hwmon = new GpuHwmon(sysfs, folder);
    }

    private AmdClock clock(String name, String label) {
        return new AmdClock(sysfs.file(folder + "/pp_dpm_" + name), label);
    }

    @Override
    public void read(Pace now) {
        if (now == Pace.SETTING) {
            words = readWords();
            findErrors();
        }
        readings.read(now);
        for (AmdClock clock : clocks) {
            clock.read(now);
        }
        errors.forEach((file, blockErrors) -> blockErrors.read(now));
        hwmon.read(now);
    }

    private GpuWords readWords() {
        return new GpuWords(
                sysfs.fact(folder + "/unique_id"),
                sysfs.fact(folder + "/product_name"),
                sysfs.fact(folder + "/serial_number"),
                sysfs.fact(folder + "/vbios_version"),
                "");
    }

    private void findErrors() {
        List<String> files = sysfs.root().list(folder + "/ras");
        errors.entrySet().removeIf(known -> {
            boolean isGone = !files.contains(known.getKey());
            if (isGone) {
                known.getValue().close();
            }
            return isGone;
        });
        for (String file : files) {
            if (file.endsWith(AmdErrors.SUFFIX)) {
                String block = file.substring(0, file.length() - AmdErrors.SUFFIX.length());
                errors.computeIfAbsent(file, name -> new AmdErrors(sysfs.file(folder + "/ras/" + name), block));
            }
        }
    }

    @Override
    public GpuWords words() {
        return words;
    }

    @Override
    public void add(Sink sink, GpuName name) {
        readings.add(sink, name);
        addFree(sink, name);
        for (AmdClock clock : clocks) {
            clock.add(sink, name, !hwmon.hasClock(clock.clock()));
        }
        errors.forEach((file, blockErrors) -> blockErrors.add(sink, name));
        hwmon.add(sink, name);
    }

    private void addFree(Sink sink, GpuName name) {
        double size = memorySize.value();
        double used = memoryUsed.value();
        if (size > 0 && used <= size) {
            labels = name.labels(labels);
            sink.add(GpuMetrics.MEMORY_FREE, size - used, labels);
            sink.add(GpuMetrics.MEMORY_UTILIZATION, used / size, labels);
        }
    }

    @Override
    public void close() {
        readings.close();
        clocks.forEach(AmdClock::close);
        errors.values().forEach(AmdErrors::close);
        hwmon.close();
    }
}
