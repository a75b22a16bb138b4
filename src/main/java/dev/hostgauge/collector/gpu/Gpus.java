package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.TemperatureMetrics;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.nvml.Nvml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** GPUs of any vendor under the same names: NVIDIA's by its library, the others and the bus by sysfs. */
final class Gpus implements Collector, AutoCloseable {
    static final List<Declaration> METRICS = metrics();

    private final Crew crew;
    private final PciGpus pci;
    private final JetsonGpu jetson;
    /** Empty where NVML is not wanted. */
    private final Optional<Context> nvml;

    /** Empty until there is a driver: machines without pay nothing. */
    private Optional<Nvidia> nvidia = Optional.empty();

    private final List<Read<?>> reads = new ArrayList<>();

    Gpus(Context context) {
        this(context, Sysfs.of(context.machine()));
    }

    private Gpus(Context context, Sysfs sysfs) {
        this(sysfs, context.crew(), context.settings().flag("nvml.enabled") ? Optional.of(context) : Optional.empty());
    }

    /**
     * @param nvml what NVIDIA's library is asked with; empty if it is not to be asked
     */
    Gpus(Sysfs sysfs, Crew crew, Optional<Context> nvml) {
        this.crew = crew;
        this.pci = new PciGpus(sysfs);
        this.jetson = new JetsonGpu(sysfs);
        this.nvml = nvml;
    }

    private static List<Declaration> metrics() {
        List<Declaration> metrics = new ArrayList<>(GpuMetrics.all());
        metrics.addAll(NvidiaMetrics.METRICS);
        metrics.addAll(DcgmNames.METRICS);
        metrics.add(TemperatureMetrics.CELSIUS);
        return List.copyOf(metrics);
    }

    private static Nvidia nvidia(Context context) {
        CollectorSettings settings = context.settings();
        String library = settings.text("nvml.library");
        NvidiaDriver.Options options = new NvidiaDriver.Options(
                library.isEmpty() ? Nvml.usualPlaces() : List.of(library),
                settings.flag("nvml.release-when-idle"),
                settings.flag("process-memory") ? settings.number("max-processes") : 0);
        return new Nvidia(context.machine(), options, context.compat().dcgm());
    }

    @Override
    public void collect(Sink sink) {
        if (nvidia.isEmpty()) {
            nvidia = nvml.filter(context -> DriverPresence.isOn(context.machine()))
                    .map(Gpus::nvidia);
        }
        pci.refresh();
        jetson.refresh();
        reads.clear();
        pci.addReads(reads);
        jetson.addReads(reads);
        nvidia.ifPresent(driver -> driver.addRead(nvidiasOnTheBus(), jetson.isThere(), reads));
        crew.run(reads, sink.deadline());
        nvidia.ifPresent(driver -> driver.add(sink));
        Map<String, Integer> devices = new TreeMap<>();
        for (PciGpu gpu : pci.all()) {
            devices.merge(gpu.vendor().label(), 1, Integer::sum);
            add(sink, gpu);
        }
        if (jetson.isThere()) {
            devices.merge(GpuVendor.NVIDIA.label(), 1, Integer::sum);
            jetson.add(sink);
        }
        nvidia.map(driver -> driver.addPresenceOfOthers(sink))
                .filter(count -> count > 0)
                .ifPresent(count -> devices.merge(GpuVendor.NVIDIA.label(), count, Integer::sum));
        devices.forEach((vendor, count) -> sink.add(GpuMetrics.DEVICES, count, vendor));
    }

    private Set<String> nvidiasOnTheBus() {
        Set<String> addresses = new LinkedHashSet<>();
        for (PciGpu gpu : pci.all()) {
            if (gpu.isNvidia()) {
                addresses.add(gpu.address());
            }
        }
        return addresses;
    }

    private void add(Sink sink, PciGpu gpu) {
        String uuid = nvidia.map(driver -> driver.uuid(gpu.address())).orElse("");
        boolean isKnown = nvidia.filter(driver -> driver.addPresence(sink, gpu)).isPresent();
        if (gpu.isNvidia() && !isKnown) {
            String reason = nvidia.map(driver -> driver.missing(gpu)).orElse("");
            gpu.addPresence(sink, new GpuName(gpu.address(), uuid), reason);
        }
        gpu.add(sink, uuid);
    }

    @Override
    public void close() {
        nvidia.ifPresent(Nvidia::close);
    }
}
