package dev.hostgauge.collector.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.collector.TrailingWindow;
import dev.hostgauge.config.CollectorSettings;
import dev.hostgauge.machine.oshi.FakeMac;
import dev.hostgauge.machine.oshi.FakeSystem;
import dev.hostgauge.machine.oshi.FakeWindows;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PortableSensorsTest {
    private static PointList read(FakeSystem system) throws IOException {
        try (Crew crew = new Crew()) {
            return PointList.of(new PortableSensors(new Context(
                    system.machine(), CollectorSettings.defaults("hwmon"), crew, new TrailingWindow(system))));
        }
    }

    @Test
    void servesTheTemperatureUnderBothNames() throws IOException {
        FakeSystem mac = FakeMac.make();
        mac.sensors.with("getCpuTemperature", 52.25);
        assertThat(read(mac).points())
                .containsEntry("node_hwmon_temp_celsius{chip=\"smc\",sensor=\"cpu\"}", 52.25)
                .containsEntry("host_temperature_celsius{kind=\"cpu\",chip=\"smc\",sensor=\"cpu\"}", 52.25);
    }

    @Test
    void aFanKeepsItsNumberWhenAnotherStandsStill() throws IOException {
        assertThat(read(FakeMac.make()).points()).containsOnlyKeys("node_hwmon_fan_rpm{chip=\"smc\",sensor=\"fan2\"}");
    }

    @Test
    void aWindowsMachineWithoutAMonitorHasNoTemperature() throws IOException {
        assertThat(read(FakeWindows.make()).points()).isEmpty();
    }
}
