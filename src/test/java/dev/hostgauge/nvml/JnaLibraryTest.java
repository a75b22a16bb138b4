package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class JnaLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void hereItIsLoaded() {
        assertThat(JnaLibrary.failure()).isEmpty();
    }

    @Test
    void whereItCannotBeLoadedNvmlIsNotOpenedAndSaysWhy() throws IOException {
        Path library = Files.createFile(folder.resolve(FakeLibrary.NAME));
        String said = CCompiler.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djna.boot.library.path=" + folder,
                "-Djna.nounpack=true",
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName(),
                library.toString()));
        assertThat(said).startsWith(library + " cannot be called: ").endsWith("\nafterwards the same\n");
    }

    /** A program that opens NVML twice. */
    static final class Opening {
        private Opening() {}

        public static void main(String[] arguments) {
            String first = refusal(arguments[0]);
            String second = refusal(arguments[0]);
            System.out.println(first);
            System.out.println("afterwards " + (second.equals(first) ? "the same" : second));
        }

        private static String refusal(String library) {
            try {
                return "opened " + Nvml.open(library).library();
            } catch (IOException refused) {
                return String.valueOf(refused.getMessage());
            }
        }
    }
}
