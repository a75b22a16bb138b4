package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That the fake driver's declarations are NVML's. */
@Timeout(120)
class FakeAbiTest {
    private static final Path STRUCTS = Path.of("src/test/resources/gpus/structs.txt");
    /** A folder with NVIDIA's nvml.h. */
    private static final String INCLUDE = "HOSTGAUGE_NVML_INCLUDE";

    private static final List<String> STRICT = List.of("-Wall", "-Wextra", "-Werror");

    @TempDir
    private Path folder;

    @Test
    void everyFieldLiesWhereTheAbiSays() throws IOException {
        List<String> arguments = new ArrayList<>(STRICT);
        arguments.add(CCompiler.SOURCES.resolve("print_structs.c").toString());
        assertThat(printed(arguments)).isEqualTo(documented());
    }

    @Test
    void nvidiasHeaderPutsEveryFieldThereToo() throws IOException {
        Path header = Stream.of(String.valueOf(System.getenv(INCLUDE)), "/usr/include", "/usr/local/cuda/include")
                .map(include -> Path.of(include, "nvml.h"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() ->
                        CCompiler.skip("NOT TESTED, absent here: NVIDIA's nvml.h; " + INCLUDE + " names its folder"));
        assertThat(printed(List.of(
                        "-DTHEIRS",
                        "-I" + header.getParent(),
                        CCompiler.SOURCES.resolve("print_structs.c").toString())))
                .describedAs("the structures of " + header)
                .hasSizeGreaterThanOrEqualTo(16)
                .isSubsetOf(documented());
    }

    @Test
    void noCallTouchesAByteBeyondItsCallersBuffer() throws IOException {
        String[] sanitised = {"-fsanitize=address,undefined", "-fno-sanitize-recover=all"};
        if (!CCompiler.canBuildWith(sanitised)) {
            throw CCompiler.absent("libasan and libubsan");
        }
        List<String> arguments = new ArrayList<>(STRICT);
        arguments.addAll(List.of(sanitised));
        arguments.addAll(List.of(
                "-g", "-pthread", CCompiler.SOURCES.resolve("call_all.c").toString(), "-ldl"));
        Path built = CCompiler.build("call_all", arguments);
        FakeDriver driver = FakeDriver.build(folder).load("call_all");
        Path program = Files.copy(built, folder.resolve("call_all"));
        assertThat(CCompiler.run(List.of(program.toString()))).endsWith(" 0 failures\n");
        assertThat(driver.badLines()).isZero();
        assertThat(driver.census().keySet())
                .as("functions that it called")
                .containsExactlyInAnyOrderElementsOf(FakeLibrary.functions().keySet());
        assertThat(driver.liveSamples() + driver.liveEventSets()).isZero();
    }

    private static List<String> printed(List<String> arguments) {
        Path program = CCompiler.build("print_structs", arguments);
        return CCompiler.run(List.of(program.toString())).lines().toList();
    }

    private static List<String> documented() throws IOException {
        return Files.readAllLines(STRUCTS).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
