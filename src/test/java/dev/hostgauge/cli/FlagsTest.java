package dev.hostgauge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.config.Assignment;
import dev.hostgauge.config.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagsTest {
    private static final Reference REFERENCE = Reference.load();

    private static Arguments parse(String... args) {
        return new Flags(REFERENCE).parse(args);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --web.listen-address=:9100                      | web.listen-address                         | :9100
                    --web.telemetry-path=/m                         | web.telemetry-path                         | /m
                    --web.max-requests=3                            | web.max-requests                           | 3
                    --path.procfs=/host/proc                        | path.procfs                                | /host/proc
                    --path.sysfs=/host/sys                          | path.sysfs                                 | /host/sys
                    --path.rootfs=/host                             | path.rootfs                                | /host
                    --path.udev.data=/host/run/udev/data            | path.udev.data                             | /host/run/udev/data
                    --log.level=debug                               | log.level                                  | debug
                    --log.format=json                               | log.format                                 | json
                    --collector.cpu                                 | collectors.cpu.enabled                     | true
                    --no-collector.cpu                              | collectors.cpu.enabled                     | false
                    --collector.disable-defaults                    | collectors.disable-defaults                | true
                    --collector.cpu.info                            | collectors.cpu.info                        | true
                    --no-collector.cpu.info                         | collectors.cpu.info                        | false
                    --collector.stat.softirq                        | collectors.stat.softirq                    | true
                    --collector.filesystem.mount-points-exclude=^/x | collectors.filesystem.mount-points-exclude | ^/x
                    --collector.filesystem.mount-points-include=^/x | collectors.filesystem.mount-points-include | ^/x
                    --collector.filesystem.fs-types-exclude=^tmpfs$ | collectors.filesystem.fs-types-exclude     | ^tmpfs$
                    --collector.filesystem.fs-types-include=a=b     | collectors.filesystem.fs-types-include     | a=b
                    --collector.diskstats.device-exclude=^(a,b)$    | collectors.diskstats.device-exclude        | ^(a,b)$
                    --collector.diskstats.device-include=sd         | collectors.diskstats.device-include        | sd
                    --collector.netdev.device-include=eth           | collectors.netdev.device-include           | eth
                    --collector.netdev.device-exclude=veth          | collectors.netdev.device-exclude           | veth
                    --collector.netclass.ignored-devices=^veth      | collectors.netclass.device-exclude         | ^veth
                    --collector.netdev.device-blacklist=^veth       | collectors.netdev.device-exclude           | ^veth
                    --collector.filesystem.ignored-fs-types=^tmpfs$ | collectors.filesystem.fs-types-exclude     | ^tmpfs$
                    --collector.powersupply.ignored-supplies=^usb   | collectors.powersupplyclass.supply-exclude | ^usb
                    --collector.rapl.enable-zone-label              | collectors.rapl.enable-zone-label          | true
                    --collector.interrupts.name-include=^LOC        | collectors.interrupts.name-include         | ^LOC
                    --collector.interrupts.name-exclude=;;          | collectors.interrupts.name-exclude         | ;;
                    --no-collector.interrupts.include-zeros         | collectors.interrupts.include-zeros        | false
                    --collector.vmstat.fields=^oom                  | collectors.vmstat.fields                   | ^oom
                    --collector.hwmon.chip-include=cpu              | collectors.hwmon.chip-include              | cpu
                    --collector.hwmon.sensor-exclude=a;b            | collectors.hwmon.sensor-exclude            | a;b
                    --collector.textfile.directory=/t               | collectors.textfile.directory              | /t
                    """)
    void flagsOfNodeExporterAreUnderstood(String flag, String path, String value) {
        Arguments arguments = parse(flag);
        assertThat(arguments.mistakes()).isEmpty();
        assertThat(arguments.assignments()).singleElement().satisfies(assignment -> {
            assertThat(assignment.path()).isEqualTo(path);
            assertThat(assignment.value()).isEqualTo(value);
        });
        int equals = flag.indexOf('=');
        if (equals > 0) {
            assertThat(parse(flag.substring(0, equals), flag.substring(equals + 1)))
                    .isEqualTo(arguments);
        }
    }

    @Test
    void switchingOffACollectorOfNodeExporterThatIsNotHereIsNoMistake() {
        assertThat(parse("--no-collector.wifi", "--no-collector.bcachefs").mistakes())
                .isEmpty();
        assertThat(parse("--collector.wifi", "--collector.systemd.unit-include=x")
                        .mistakes())
                .containsExactly(
                        "--collector.wifi: node_exporter has this collector, HostGauge has not; leave the flag out",
                        "--collector.systemd.unit-include: node_exporter has this collector, HostGauge has not; leave the"
                                + " flag out");
    }

    @Test
    void nodeExportersFlagAgainstItsOwnMetricsLeavesOurOwnOut() {
        assertThat(parse("--web.disable-exporter-metrics").assignments())
                .containsExactly(
                        new Assignment("--web.disable-exporter-metrics", "collectors.exporter.enabled", "false"),
                        new Assignment("--web.disable-exporter-metrics", "collectors.jvm.enabled", "false"));
    }

    @Test
    void assignmentsKeepTheOrderOfTheCommandLine() {
        assertThat(parse("--collector.cpu", "--set", "log.level = warn", "--log.level=info", "--no-collector.cpu")
                        .assignments())
                .containsExactly(
                        new Assignment("--collector.cpu", "collectors.cpu.enabled", "true"),
                        new Assignment("--set log.level", "log.level", "warn"),
                        new Assignment("--log.level", "log.level", "info"),
                        new Assignment("--no-collector.cpu", "collectors.cpu.enabled", "false"));
    }

    @Test
    void aCommandMayStandBeforeAndAfterFlags() {
        assertThat(parse("check-config", "--config", "a.conf").command()).isEqualTo(Command.CHECK_CONFIG);
        assertThat(parse("--config=a.conf", "check-config").configFile()).contains("a.conf");
        assertThat(parse().command()).isEqualTo(Command.SERVE);
        assertThat(parse("metrics", "--markdown").markdown()).isTrue();
    }

    @Test
    void everythingThatIsNotUnderstoodIsNamedAtOnceWithTheCure() {
        assertThat(parse("--web.listen-adress=:1", "--colector.cpu", "-log.level=debug", "--nonsense=secret", "x")
                        .mistakes())
                .containsExactly(
                        "unknown flag --web.listen-adress; did you mean --web.listen-address?",
                        "unknown flag --colector.cpu; did you mean --collector.cpu?",
                        "unknown flag -log.level; did you mean --log.level?",
                        "unknown flag --nonsense");
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThat(parse("chek-config").mistakes())
                .containsExactly("unknown command chek-config; did you mean check-config?");
        assertThat(parse("once", "twice").mistakes()).containsExactly("unexpected argument twice after once");
        assertThat(parse("--markdown").mistakes()).containsExactly("--markdown: goes with the command metrics alone");
        assertThat(parse("--set", "log.level").mistakes())
                .containsExactly("--set: want KEY=VALUE, such as --set web.max-requests=10");
        assertThat(parse("--log.level").mistakes()).singleElement().asString().contains("--log.level");
        assertThat(parse("--collector.cpu=false").mistakes())
                .singleElement()
                .asString()
                .contains("--collector.cpu")
                .doesNotContain("\n");
    }
}
