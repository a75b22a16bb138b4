package dev.hostgauge.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailingWindowTest {
    private RecordedMachine clock;
    private TrailingWindow window;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        clock = RecordedMachine.unpackText("", folder);
        window = new TrailingWindow(clock);
    }

    private void tick(double value) {
        window.add(Map.of("bytes", value));
        clock.advance(TrailingWindow.TICK);
    }

    @Test
    void isEmptyUntilThereAreTwoReadings() {
        assertThat(window.rate("bytes")).isEmpty();
        tick(100);
        assertThat(window.rate("bytes")).isEmpty();
        tick(150);
        assertThat(window.rate("bytes")).hasValue(10);
    }

    @Test
    void spansTheLastFifteenSeconds() {
        for (double value : new double[] {0, 1000, 1010, 1020, 1030}) {
            tick(value);
        }
        assertThat(window.growth("bytes")).hasValue(30);
        assertThat(window.rate("bytes")).hasValue(2);
    }

    @Test
    void aCounterThatWasResetIsAbsentUntilTwoReadingsAgree() {
        tick(100);
        tick(200);
        tick(5);
        assertThat(window.rate("bytes")).isEmpty();
        tick(10);
        assertThat(window.rate("bytes")).hasValue(1);
    }

    @Test
    void aResetBetweenTwoReadingsIsNotHiddenByALaterRise() {
        tick(100);
        tick(5);
        tick(200);
        assertThat(window.growth("bytes")).hasValue(195);
    }

    @Test
    void readingsThatStoppedComingAreNotShownForEver() {
        tick(100);
        tick(200);
        clock.advance(Duration.ofSeconds(20));
        assertThat(window.rate("bytes")).isEmpty();
    }

    @Test
    void aDeviceThatWentAwayIsAbsent() {
        tick(100);
        tick(200);
        window.add(Map.of());
        assertThat(window.rate("bytes")).isEmpty();
    }

    @Test
    void aWallClockThatJumpsChangesNothing() {
        tick(100);
        clock.jumpTo(Instant.EPOCH);
        tick(150);
        assertThat(window.rate("bytes")).hasValue(10);
    }
}
