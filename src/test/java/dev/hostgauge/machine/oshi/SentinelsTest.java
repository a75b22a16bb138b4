package dev.hostgauge.machine.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentinelsTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, 27.85, 27.850000000000023, Double.NaN, Double.POSITIVE_INFINITY, 1e4})
    void noTemperatureIsAbsent(double sentinel) {
        assertThat(Sentinels.celsius(sentinel)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 27.8, 27.9, 99})
    void aTemperatureIsServed(double celsius) {
        assertThat(Sentinels.celsius(celsius)).hasValue(celsius);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void noLoadIsAbsent(double sentinel) {
        assertThat(Sentinels.load(sentinel)).isEmpty();
    }

    @Test
    void anIdleMachineHasALoadOfZero() {
        assertThat(Sentinels.load(0)).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Integer.MAX_VALUE, 0xFFFF_FFFFL, Long.MAX_VALUE})
    void noSpeedIsAbsent(long sentinel) {
        assertThat(Sentinels.bitsPerSecond(sentinel)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void aFanThatDoesNotSayIsAbsent(int sentinel) {
        assertThat(Sentinels.rpm(sentinel)).isEmpty();
    }

    @Test
    void zeroIsACountAndNoSize() {
        assertThat(Sentinels.count(0)).hasValue(0);
        assertThat(Sentinels.positive(0)).isEmpty();
        assertThat(Sentinels.count(-1)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "unknown", "Unknown"})
    void noNameIsAbsent(String sentinel) {
        assertThat(Sentinels.text(sentinel)).isEmpty();
    }
}
