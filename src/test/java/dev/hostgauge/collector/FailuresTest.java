package dev.hostgauge.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.machine.Malformed;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static final Path SOURCE = Path.of("/sys/x");

    @Test
    void theWordsStandBehindTheNameOfTheFileWithoutRepeatingIt() {
        assertThat(Failures.words(SOURCE, new Malformed("/sys/x", "a number", "y")))
                .isEqualTo("want a number, got 'y'");
        assertThat(Failures.words(SOURCE, new IOException("Input/output error")))
                .isEqualTo("input/output error");
        assertThat(Failures.words(SOURCE, new AccessDeniedException("/sys/x"))).isEqualTo("permission denied");
        assertThat(Failures.words(SOURCE, new NoSuchFileException("/sys/x"))).isEqualTo("no such file");
        assertThat(Failures.words(SOURCE, new FileSystemException("/sys/x", null, "Too many open files")))
                .isEqualTo("too many open files");
        assertThat(Failures.words(SOURCE, new IOException())).isEqualTo("java.io.IOException");
    }

    @Test
    void behindAnotherNameTheWordsAreTheSame() {
        assertThat(Failures.words(new AccessDeniedException("/sys/x"))).isEqualTo("permission denied");
        assertThat(Failures.words(new Malformed("/sys/x", "a number", "y")))
                .isEqualTo("/sys/x: want a number, got 'y'");
    }
}
