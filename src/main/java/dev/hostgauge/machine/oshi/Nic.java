package dev.hostgauge.machine.oshi;

import dev.hostgauge.metric.Platform;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import oshi.hardware.NetworkIF;
import oshi.hardware.NetworkIF.IfOperStatus;

/**
 * A network interface and its traffic since the system started.
 *
 * @param name as users know it: {@code en0}, on Windows what its settings call it, such as {@code Wi-Fi}
 * @param index the system's number of it
 * @param mac its hardware address
 * @param ipv4 its addresses
 * @param ipv6 its addresses
 * @param up whether it is in operation
 * @param mtuBytes its largest packet
 * @param bytesPerSecond its speed
 * @param received what came in
 * @param sent what went out
 * @param collisions seen while sending; not on Windows
 */
public record Nic(
        String name,
        OptionalDouble index,
        Optional<String> mac,
        List<String> ipv4,
        List<String> ipv6,
        Optional<Boolean> up,
        OptionalDouble mtuBytes,
        OptionalDouble bytesPerSecond,
        Direction received,
        Direction sent,
        OptionalDouble collisions) {

    /**
     * Traffic in one direction.
     *
     * @param packets not on Windows, where OSHI counts those to one receiver alone
     * @param dropped on their way in; on their way out on Windows alone
     */
    public record Direction(
            OptionalDouble bytes, OptionalDouble packets, OptionalDouble errors, OptionalDouble dropped) {}

    private static final int BITS = 8;

    /** Windows lists each driver that looks at an interface's traffic as an interface with the same traffic. */
    private static final Pattern FILTER_DRIVER = Pattern.compile(".*-\\d{4}");

    /** Empty for what is no interface of its own. */
    static Optional<Nic> of(NetworkIF nic, Platform platform) {
        boolean isWindows = platform == Platform.WINDOWS;
        Optional<String> alias = isWindows ? Sentinels.text(nic.getIfAlias()) : Optional.empty();
        Optional<String> name = alias.or(() -> Sentinels.text(nic.getName()));
        if (name.isEmpty() || (isWindows && FILTER_DRIVER.matcher(name.get()).matches())) {
            return Optional.empty();
        }
        OptionalDouble bits = Sentinels.bitsPerSecond(nic.getSpeed());
        return Optional.of(new Nic(
                name.get(),
                Sentinels.positive(nic.getIndex()),
                Sentinels.text(nic.getMacaddr()),
                addresses(nic.getIPv4addr()),
                addresses(nic.getIPv6addr()),
                isUp(nic),
                Sentinels.positive(nic.getMTU()),
                bits.isPresent() ? OptionalDouble.of(bits.getAsDouble() / BITS) : bits,
                received(nic, isWindows),
                sent(nic, isWindows),
                isWindows ? OptionalDouble.empty() : Sentinels.count(nic.getCollisions())));
    }

    private static Direction received(NetworkIF nic, boolean isWindows) {
        return new Direction(
                Sentinels.count(nic.getBytesRecv()),
                isWindows ? OptionalDouble.empty() : Sentinels.count(nic.getPacketsRecv()),
                Sentinels.count(nic.getInErrors()),
                Sentinels.count(nic.getInDrops()));
    }

    private static Direction sent(NetworkIF nic, boolean isWindows) {
        return new Direction(
                Sentinels.count(nic.getBytesSent()),
                isWindows ? OptionalDouble.empty() : Sentinels.count(nic.getPacketsSent()),
                Sentinels.count(nic.getOutErrors()),
                // What OSHI calls collisions on Windows are packets discarded on their way out.
                isWindows ? Sentinels.count(nic.getCollisions()) : OptionalDouble.empty());
    }

    private static List<String> addresses(String[] addresses) {
        return addresses == null ? List.of() : List.of(addresses);
    }

    private static Optional<Boolean> isUp(NetworkIF nic) {
        IfOperStatus status = nic.getIfOperStatus();
        if (status != null && status != IfOperStatus.UNKNOWN) {
            return Optional.of(status == IfOperStatus.UP);
        }
        try {
            return nic.queryNetworkInterface() == null
                    ? Optional.empty()
                    : Optional.of(nic.queryNetworkInterface().isUp());
        } catch (SocketException gone) {
            return Optional.empty();
        }
    }
}
