package dev.hostgauge.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    @ParameterizedTest
    @CsvSource({
        "Invalid argument, NO_VALUE",
        "No data available, NO_VALUE",
        "No such device or address, NO_VALUE",
        "Operation not supported, NO_VALUE",
        "Not supported, NO_VALUE",
        "Resource temporarily unavailable, NO_VALUE",
        "Device or resource busy, NO_VALUE",
        "Resource busy, NO_VALUE",
        "No such device, GONE",
        "No such process, GONE",
        "Input/output error, FAULT",
        "Something of tomorrow, FAULT"
    })
    void theSameWordsMeanTheSameWhetherReadingOrOpeningFailed(String words, Refusal meaning) {
        assertThat(Refusal.of(new IOException(words))).isEqualTo(meaning);
        assertThat(Refusal.of(new FileSystemException("/sys/x", null, words))).isEqualTo(meaning);
    }

    @Test
    void aMissingFileIsGoneAndAForbiddenOneIsAFault() {
        assertThat(Refusal.of(new NoSuchFileException("/sys/x"))).isEqualTo(Refusal.GONE);
        assertThat(Refusal.of(new AccessDeniedException("/sys/x"))).isEqualTo(Refusal.FAULT);
    }

    @Test
    void whatMakesNoSenseIsAFaultEvenIfItQuotesTheLibrary() {
        assertThat(Refusal.of(new Malformed("/sys/x", "a number", "Invalid argument")))
                .isEqualTo(Refusal.FAULT);
    }
}
