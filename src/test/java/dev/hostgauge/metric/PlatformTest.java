package dev.hostgauge.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({"Linux, LINUX", "Mac OS X, MACOS", "Windows 11, WINDOWS", "Windows Server 2022, WINDOWS"})
    void knowsJavasNames(String osName, Platform platform) {
        assertThat(Platform.of(osName)).hasValue(platform);
    }

    @Test
    void knowsNoOther() {
        assertThat(Platform.of("FreeBSD")).isEmpty();
        assertThat(Platform.of("")).isEmpty();
    }
}
