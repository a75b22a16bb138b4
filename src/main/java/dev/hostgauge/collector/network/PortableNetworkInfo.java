package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.oshi.Nic;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Who the machine is in the network, through OSHI; which interface leads out is found by the address that would be used. */
final class PortableNetworkInfo implements Collector {
    private static final Duration CADENCE = Duration.ofSeconds(30);

    private static final List<Declaration> METRICS = List.of(NetworkInfo.INFO);

    static final Portable VARIANT = Portable.of(
                    Map.of(Platform.MACOS, METRICS, Platform.WINDOWS, METRICS), PortableNetworkInfo::new)
            .every(CADENCE);

    /** Of a network that is for documentation alone: any address does, and nothing is sent to it. */
    private static final byte[] SOMEWHERE_ELSE = {(byte) 192, 0, 2, 1};

    private static final int DISCARD_PORT = 9;

    private final Machine machine;
    private final Supplier<Optional<String>> outwardAddress;

    PortableNetworkInfo(Context context) {
        this(context.machine(), PortableNetworkInfo::outwardAddress);
    }

    /**
     * @param outwardAddress the machine's own address towards other networks; empty without a way there
     */
    PortableNetworkInfo(Machine machine, Supplier<Optional<String>> outwardAddress) {
        this.machine = machine;
        this.outwardAddress = outwardAddress;
    }

    /** Connecting a datagram socket sends nothing: the system only decides which way it would go. */
    private static Optional<String> outwardAddress() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(SOMEWHERE_ELSE), DISCARD_PORT));
            return Optional.of(socket.getLocalAddress().getHostAddress());
        } catch (IOException | UncheckedIOException noWayOut) {
            return Optional.empty();
        }
    }

    @Override
    public void collect(Sink sink) throws IOException {
        String outward = outwardAddress.get().orElse("");
        for (Nic nic : machine.oshi().nics()) {
            boolean hasAddress = !nic.ipv4().isEmpty() || !nic.ipv6().isEmpty();
            if (hasAddress && !isLoopback(nic)) {
                sink.add(
                        NetworkInfo.INFO,
                        1,
                        nic.name(),
                        nic.mac().orElse(""),
                        joined(nic.ipv4(), "169.254."),
                        joined(nic.ipv6(), "fe80:"),
                        String.valueOf(nic.ipv4().contains(outward)));
            }
        }
    }

    private static boolean isLoopback(Nic nic) {
        return nic.ipv4().stream().anyMatch(address -> address.startsWith("127."))
                || nic.ipv6().contains("0:0:0:0:0:0:0:1")
                || nic.ipv6().contains("::1");
    }

    private static String joined(List<String> addresses, String linkLocal) {
        return NetworkInfo.joined(addresses.stream()
                .sorted(Comparator.comparing((String address) -> address.startsWith(linkLocal)))
                .toList());
    }
}
