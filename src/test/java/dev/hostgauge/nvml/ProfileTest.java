package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("profiles")
    void theFakeUnderstandsEveryLineOfAProfile(String name) {
        FakeDriver driver = FakeDriver.build(folder).load(name);
        NativeLibrary library = NativeLibrary.getInstance(driver.library().toString());
        assertThat(library.getFunction("nvmlInit_v2").invokeInt(new Object[0])).isZero();
        assertThat(driver.badLines()).isZero();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void theMemoryOfEachGpuAddsUp(String name) {
        Profile.read(name)
                .forEach((gpu, values) -> List.of("", "mig.0.", "mig.2.", "mig.5.")
                        .forEach(part -> assertThat(bytes(values, part + "memory.total"))
                                .describedAs(gpu + part)
                                .isEqualTo(bytes(values, part + "memory.used")
                                        + bytes(values, part + "memory.free")
                                        + bytes(values, part + "memory.reserved"))));
    }

    private static long bytes(Map<String, String> values, String key) {
        return Long.parseLong(values.getOrDefault(key, "0"));
    }

    static Stream<String> profiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/gpus"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".gpu"))
                    .map(file -> file.substring(0, file.length() - ".gpu".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
