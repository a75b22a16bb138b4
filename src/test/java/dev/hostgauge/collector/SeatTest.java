package dev.hostgauge.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.machine.Malformed;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class SeatTest {
    @Test
    void theReasonOfAFailureNamesTheFileAndWhatIsWrongWithIt() {
        assertThat(Seat.reason(new AccessDeniedException("/proc/x"))).isEqualTo("/proc/x: permission denied");
        assertThat(Seat.reason(new FileSystemException("/proc/x", null, "Input/output error")))
                .isEqualTo("/proc/x: input/output error");
        assertThat(Seat.reason(new NoSuchFileException("/proc/x"))).isEqualTo("/proc/x is not there");
        assertThat(Seat.reason(new Malformed("/proc/x", "a number", "y"))).isEqualTo("/proc/x: want a number, got 'y'");
    }

    @Test
    void theReasonOfAMistakeOfOursIsTheMistake() {
        assertThat(Seat.reason(new IllegalStateException(new ArrayIndexOutOfBoundsException("7"))))
                .isEqualTo("java.lang.ArrayIndexOutOfBoundsException: 7");
    }
}
