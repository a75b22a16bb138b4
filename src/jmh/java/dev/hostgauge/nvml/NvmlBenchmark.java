package dev.hostgauge.nvml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Calls of NVML by the binding, with what they tell read: of a fake driver, whose own work is the most of it. With
 * {@code -prof gc} none may allocate.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-Xss256k"})
@State(Scope.Thread)
public class NvmlBenchmark {
    private static final int[] FIELDS = {
        74, 76, 77, 78, 79, 82, 83, 94, 142, 143, 144, 145, 173, 174, 175, 176, 185, 186, 193, 194, 195, 196, 197, 198
    };

    private final MemoryInfo memory = new MemoryInfo();
    private final ProcessBuffer processes = new ProcessBuffer();
    private final FieldBatch batch = new FieldBatch(FIELDS.length);
    private final Path folder = folder();
    private final FakeGpu gpu = FakeGpu.h100(folder);
    private final GpmSamples samples = gpu.nvml().gpmSamples(gpu.device(), 1, 2, 3, 5, 10, 11, 12, 13);
    private final XidEvents events = gpu.nvml().xidEvents();

    private static Path folder() {
        try {
            return Files.createTempDirectory("hostgauge");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Setup
    public void prepare() {
        for (int i = 0; i < FIELDS.length; i++) {
            batch.set(i, FIELDS[i], 0);
        }
        samples.sample();
        events.create();
        events.register(gpu.device(), XidEvents.XID);
    }

    @TearDown
    public void clean() throws IOException {
        events.close();
        samples.close();
        gpu.nvml().shutdown();
        for (String file : new String[] {FakeLibrary.NAME, "fake_nvml.ctl", "fake_nvml.stat"}) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.delete(folder);
    }

    @Benchmark
    public long oneNumber() {
        return gpu.nvml().ask(NvmlCall.POWER_USAGE, gpu.device(), gpu.answer()) == NvmlReturn.SUCCESS
                ? gpu.answer().number(0)
                : -1;
    }

    @Benchmark
    public long oneNumberWithAnArgument() {
        gpu.nvml().ask(NvmlCall.CLOCK, gpu.device(), 2, gpu.answer());
        return gpu.answer().number(0);
    }

    @Benchmark
    public int oneStruct() {
        gpu.nvml().ask(NvmlCall.TEMPERATURE, gpu.device(), gpu.answer());
        return gpu.answer().signed();
    }

    @Benchmark
    public double oneWideNumber() {
        gpu.nvml().ask(NvmlCall.TOTAL_ENERGY, gpu.device(), gpu.answer());
        return gpu.answer().unsigned64();
    }

    @Benchmark
    public NvmlReturn oneThatIsNotSupported() {
        return gpu.nvml().ask(NvmlCall.FAN_COUNT, gpu.device(), gpu.answer());
    }

    @Benchmark
    public double memory() {
        gpu.nvml().memory(gpu.device(), memory);
        return memory.total() + memory.used() + memory.free() + memory.reserved();
    }

    @Benchmark
    public double fields() {
        gpu.nvml().fields(gpu.device(), batch);
        double sum = 0;
        for (int i = 0; i < FIELDS.length; i++) {
            if (batch.code(i) == NvmlReturn.SUCCESS) {
                sum += batch.value(i);
            }
        }
        return sum;
    }

    @Benchmark
    public double processes() {
        gpu.nvml().processes(NvmlCall.COMPUTE_PROCESSES, gpu.device(), processes);
        double sum = 0;
        for (int i = 0; i < processes.size(); i++) {
            sum += processes.pid(i) + processes.memoryBytes(i);
        }
        return sum;
    }

    @Benchmark
    public double samples() {
        samples.sample();
        samples.compute();
        return samples.value(2) + samples.value(5);
    }

    @Benchmark
    public NvmlReturn noEvent() {
        return events.await(0);
    }
}
