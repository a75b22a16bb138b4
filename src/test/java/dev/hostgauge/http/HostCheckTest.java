package dev.hostgauge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
    private final HostCheck check = new HostCheck(List.of("Web1"), List.of("gauge.example.org"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:9955",
                "127.0.0.1",
                "10.1.2.3:9955",
                "[::1]",
                "[fe80::1]:9955",
                "[::ffff:10.0.0.1]:80",
                "web1",
                "WEB1.:9955",
                "gauge.example.org",
                "Gauge.Example.Org:443"
            })
    void addressesAndOurNamesAreAllowed(String host) {
        assertThat(check.allows(List.of(host))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "web1.evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil.example:9955",
                "",
                ":9955",
                "[evil]",
                "[::1",
                "::1",
                "1.2.3",
                "localhost:80:80",
                "localhost@evil.example",
                "web1/",
                "10.1.2.3x"
            })
    void everythingElseIsNot(String host) {
        assertThat(check.allows(List.of(host))).isFalse();
    }

    @Test
    void withoutAHeaderThereIsNoBrowserAndWithTwoThereIsATrick() {
        assertThat(check.allows(null)).isTrue();
        assertThat(check.allows(List.of("localhost", "evil.example"))).isFalse();
    }
}
