package dev.hostgauge.collector.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CompatSettings;
import dev.hostgauge.config.GivenSettings;
import dev.hostgauge.machine.RecordedMachine;
import dev.hostgauge.metric.Catalogue;
import dev.hostgauge.nvml.FakeDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The collector of GPUs on a machine of a few files, with a driver library that is steered. */
final class NvidiaRun implements AutoCloseable {
    /** A machine that has NVIDIA's driver and whose bus shows no GPU. */
    static final String DRIVER_ALONE = "== dir sys/module/nvidia\n";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final RecordedMachine machine;
    private final Crew crew = new Crew();
    private final Gpus gpus;
    private Optional<PointList> last = Optional.empty();

    NvidiaRun(Path folder, FakeDriver driver) throws IOException {
        this(folder, driver, DRIVER_ALONE, "", CompatSettings.DEFAULTS);
    }

    /**
     * @param recording what else the machine has
     * @param settings further lines of the collector's block
     */
    NvidiaRun(Path folder, FakeDriver driver, String recording, String settings, CompatSettings compat)
            throws IOException {
        this(folder, driver.library().toString(), recording, settings, compat);
    }

    NvidiaRun(Path folder, String library, String recording, String settings, CompatSettings compat)
            throws IOException {
        Path root = Files.createDirectories(folder.resolve("machine"));
        machine = RecordedMachine.unpackText(recording, root);
        String block = "nvml.library = \"" + library + "\"\n" + settings;
        gpus = new Gpus(new Context(
                machine.machine(),
                GivenSettings.over("gpu", block),
                crew,
                new TrailingWindow(machine),
                new Catalogue(),
                compat));
    }

    /** One reading. */
    PointList read() throws IOException {
        PointList list = PointList.of(gpus);
        last = Optional.of(list);
        return list;
    }

    /** One reading, this much later. */
    PointList readAfter(Duration time) throws IOException {
        machine.advance(time);
        return read();
    }

    /** Reads again and again until this holds, for what another thread brings about; fails if it never does. */
    void readUntil(BooleanSupplier holds) throws IOException, InterruptedException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        do {
            assertThat(System.nanoTime()).as("%s, %s", points(), problems()).isLessThan(giveUpAt);
            Thread.sleep(20);
            read();
        } while (!holds.getAsBoolean());
    }

    /** The values of the last reading's series of that metric that have all of these in their labels. */
    List<Double> values(String metric, String... inLabels) {
        return points().entrySet().stream()
                .filter(point -> point.getKey().equals(metric) || point.getKey().startsWith(metric + "{"))
                .filter(point -> Stream.of(inLabels).allMatch(point.getKey()::contains))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether the library is in this state alone. */
    boolean isState(String state) {
        return values("gpu_nvml_state", "state=\"" + state + "\"").equals(List.of(1.0))
                && values("gpu_nvml_state").stream()
                                .mapToDouble(Double::doubleValue)
                                .sum()
                        == 1;
    }

    /** Whether the GPU is down for this reason. */
    boolean isDown(String gpu, String reason) {
        return values("gpu_up", gpu).equals(List.of(0.0))
                && values("gpu_down_info", gpu).equals(List.of(1.0))
                && values("gpu_down_info", gpu, "reason=\"" + reason + "\"").equals(List.of(1.0));
    }

    /** Whether the GPU is up and its temperature is served. */
    boolean isServed(String gpu) {
        return values("gpu_up", gpu).equals(List.of(1.0))
                && values("gpu_down_info", gpu).isEmpty()
                && values("gpu_temperature_celsius", gpu, "sensor=\"gpu\"").size() == 1;
    }

    RecordedMachine machine() {
        return machine;
    }

    PointList last() {
        return last.orElseThrow();
    }

    Map<String, Double> points() {
        return last.orElseThrow().points();
    }

    List<String> problems() {
        return last.orElseThrow().problems();
    }

    @Override
    public void close() throws IOException {
        gpus.close();
        crew.close();
        machine.close();
    }
}
