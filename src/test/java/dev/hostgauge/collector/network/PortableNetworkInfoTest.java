package dev.hostgauge.collector.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.oshi.FakeMac;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortableNetworkInfoTest {
    private static List<String> primary(Optional<String> outwardAddress) throws IOException {
        PointList read = PointList.of(new PortableNetworkInfo(FakeMac.make().machine(), () -> outwardAddress));
        return read.points().keySet().stream()
                .filter(series -> series.contains("primary=\"true\""))
                .toList();
    }

    @Test
    void theInterfaceWithTheAddressTowardsOtherNetworksLeadsOut() throws IOException {
        assertThat(primary(Optional.of("192.168.1.23")))
                .singleElement()
                .asString()
                .contains("device=\"en0\"", "ipv6=\"2001:db8:0:1:0:0:0:23,fe80:0:0:0:0:5eff:fe10:1\"");
    }

    @Test
    void withoutAWayOutNoneDoes() throws IOException {
        assertThat(primary(Optional.empty())).isEmpty();
    }
}
