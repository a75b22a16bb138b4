package dev.hostgauge.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueTest {
    @TempDir
    private Path folder;

    private RecordedMachine machine;
    private Due due;

    @BeforeEach
    void unpack() throws IOException {
        machine = RecordedMachine.unpackText("", folder);
        due = new Due(machine, Duration.ofSeconds(30));
    }

    @Test
    void itIsTimeAtFirstAndAgainWhenTheHoldHasPassed() {
        assertThat(due.take()).isTrue();
        machine.advance(Duration.ofMillis(29_999));
        assertThat(due.take()).isFalse();
        machine.advance(Duration.ofMillis(1));
        assertThat(due.take()).isTrue();
        assertThat(due.take()).isFalse();
    }

    @Test
    void whatHasChangedIsReadAtOnce() {
        due.take();
        due.now();
        assertThat(due.take()).isTrue();
        assertThat(due.take()).isFalse();
    }

    @Test
    void aWallClockThatJumpsBackPostponesNothing() {
        due.take();
        machine.jumpTo(Instant.EPOCH);
        machine.advance(Duration.ofSeconds(30));
        assertThat(due.take()).isTrue();
    }
}
