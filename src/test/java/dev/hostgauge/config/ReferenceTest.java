package dev.hostgauge.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.Key.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    private static final Reference REFERENCE = Reference.load();

    private static Key key(String path) {
        return REFERENCE.find(path).orElseThrow();
    }

    @Test
    void flagAndVariableFollowFromThePath() {
        assertThat(key("web.listen-address").flag()).isEqualTo("--web.listen-address");
        assertThat(key("web.listen-address").variable()).isEqualTo("HOSTGAUGE_WEB_LISTEN_ADDRESS");
        assertThat(key("path.udev.data").flag()).isEqualTo("--path.udev.data");
        assertThat(key("collectors.cpu.enabled").flag()).isEqualTo("--collector.cpu");
        assertThat(key("collectors.filesystem.fs-types-exclude").flag())
                .isEqualTo("--collector.filesystem.fs-types-exclude");
        assertThat(key("collectors.disable-defaults").flag()).isEqualTo("--collector.disable-defaults");
        assertThat(key("collectors.thermal_zone.enabled").variable())
                .isEqualTo("HOSTGAUGE_COLLECTORS_THERMAL_ZONE_ENABLED");
    }

    @Test
    void theKindFollowsFromTheDefault() {
        assertThat(key("web.listen-address").kind()).isEqualTo(Kind.LIST);
        assertThat(key("web.max-requests").kind()).isEqualTo(Kind.NUMBER);
        assertThat(key("sampling.timeout").kind()).isEqualTo(Kind.DURATION);
        assertThat(key("collectors.vmstat.fields").kind()).isEqualTo(Kind.PATTERN);
        assertThat(key("collectors.cpu.info").kind()).isEqualTo(Kind.FLAG);
        assertThat(key("log.level").kind()).isEqualTo(Kind.TEXT);
    }

    @Test
    void noTwoKeysShareAFlagOrAVariable() {
        Map<String, String> names = new HashMap<>();
        for (Key key : REFERENCE.keys()) {
            assertThat(names.put(key.flag(), key.path())).isNull();
            assertThat(names.put(key.variable(), key.path())).isNull();
        }
    }

    @Test
    void everyDefaultIsValid() throws BadConfiguration {
        assertThat(Configuration.load(REFERENCE, Optional.empty(), Map.of("HOME", "/none"), List.of())
                        .remarks())
                .isEmpty();
    }

    @Test
    void aSlipIsTracedToItsNeighbourAndNoFurther() {
        assertThat(Nearest.hint("meminof", REFERENCE.collectors())).isEqualTo("; did you mean meminfo?");
        assertThat(Nearest.hint("--collector.systemd", List.of("--collector.vmstat")))
                .isEmpty();
        assertThat(Nearest.hint("kubernetes", REFERENCE.collectors())).isEmpty();
        assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }
}
