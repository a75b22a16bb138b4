package dev.hostgauge.collector.network;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which interface has which IPv4 address, as far as {@code net/route} and {@code net/fib_trie} tell: the one file knows
 * interfaces and networks, the other addresses. Addresses are 32 bits, the first number highest.
 */
final class Ipv4 {
    /** Flag bits of {@code net/route}. */
    private static final int UP = 1;

    private static final int THROUGH_GATEWAY = 2;
    private static final int REJECTED = 0x200;
    private static final int LOOPBACK_NETWORK = 127;
    private static final int LOOPBACK_NETWORK_BITS = 8;
    private static final int LINK_LOCAL_NETWORK = 169 << 8 | 254;
    private static final String LOOPBACK = "lo";

    /** One usable route. */
    record Route(String device, int network, int mask, boolean throughGateway, long metric) {
        boolean isDefault() {
            return mask == 0 && network == 0;
        }
    }

    /** An address and how many of its bits tell the network. */
    record Address(int bits, int networkBits) {
        @Override
        public String toString() {
            return print(bits);
        }

        /** As node_exporter words it. */
        String scope() {
            boolean isLocal = bits >>> 24 == LOOPBACK_NETWORK || bits >>> 16 == LINK_LOCAL_NETWORK;
            return isLocal ? "link-local" : "global";
        }
    }

    private Ipv4() {}

    /** The routes of the main table that lead somewhere, from {@code net/route}. */
    static List<Route> parseRoutes(Text text) throws Malformed {
        // A network namespace in which no address was ever set has no table, and the kernel prints no header for none.
        if (!text.nextLine()) {
            return List.of();
        }
        if (!text.startsWith("Iface")) {
            throw text.malformed("the header 'Iface Destination …'");
        }
        List<Route> routes = new ArrayList<>();
        while (text.nextLine()) {
            String device = text.word();
            int network = networkOrder(text);
            text.skipWords(1);
            long flags = text.hex();
            text.skipWords(2);
            long metric = text.longWord("a metric");
            int mask = networkOrder(text);
            if ((flags & UP) != 0 && (flags & REJECTED) == 0) {
                routes.add(new Route(device, network, mask, (flags & THROUGH_GATEWAY) != 0, metric));
            }
        }
        return routes;
    }

    /** The file prints the four bytes as the number that they are in this machine's memory. */
    private static int networkOrder(Text text) throws Malformed {
        int printed = (int) text.hex();
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(printed) : printed;
    }

    /** The machine's own addresses, ascending, from {@code net/fib_trie}. */
    static Set<Integer> parseOwnAddresses(Text text) throws Malformed {
        Set<Integer> addresses = new TreeSet<>(Integer::compareUnsigned);
        int leaf = 0;
        boolean first = true;
        while (text.nextLine()) {
            if (first && !text.rest().endsWith(":")) {
                text.rewind();
                text.nextLine();
                throw text.malformed("the name of a table and ':'");
            }
            first = false;
            if (text.startsWith("|-- ")) {
                text.skipWords(1);
                leaf = address(text);
            } else if (text.startsWith("/32 host LOCAL")) {
                addresses.add(leaf);
            }
        }
        return addresses;
    }

    private static int address(Text text) throws Malformed {
        String word = text.word();
        int address = 0;
        String[] parts = word.split("\\.", -1);
        for (String part : parts) {
            int number = part.matches("\\d{1,3}") ? Integer.parseInt(part) : 256;
            if (number > 255 || parts.length != 4) {
                throw new Malformed(text.source(), "an IPv4 address", word);
            }
            address = address << 8 | number;
        }
        return address;
    }

    /** The interface of the default route with the lowest metric, of several the first. */
    static Optional<String> defaultDevice(List<Route> routes) {
        return routes.stream()
                .filter(Route::isDefault)
                .min(Comparator.comparingLong(Route::metric))
                .map(Route::device);
    }

    /**
     * Each address at the interface that is connected to its network, ascending.
     *
     * <p>An address whose network is itself alone, as a cloud gives them out, is in no connected network. A single such
     * address belongs to the interface of the default route, if that has none otherwise, for it must have one; of several it
     * cannot be said whose they are.
     */
    static Map<String, List<Address>> attribute(Collection<Integer> addresses, List<Route> routes) {
        Map<Integer, Map<Integer, Route>> connected = connectedByMask(routes);
        Map<String, List<Address>> byDevice = new HashMap<>();
        List<Integer> homeless = new ArrayList<>();
        for (int address : addresses) {
            Optional<Route> route = routeOf(address, connected);
            if (address >>> 24 == LOOPBACK_NETWORK) {
                add(byDevice, LOOPBACK, new Address(address, LOOPBACK_NETWORK_BITS));
            } else if (route.isPresent()) {
                int networkBits = Integer.bitCount(route.get().mask());
                add(byDevice, route.get().device(), new Address(address, networkBits));
            } else {
                homeless.add(address);
            }
        }
        Optional<String> primary = defaultDevice(routes);
        if (homeless.size() == 1 && primary.isPresent() && !byDevice.containsKey(primary.get())) {
            add(byDevice, primary.get(), new Address(homeless.get(0), Integer.SIZE));
        }
        return byDevice;
    }

    private static void add(Map<String, List<Address>> byDevice, String device, Address address) {
        byDevice.computeIfAbsent(device, name -> new ArrayList<>()).add(address);
    }

    /** The longest mask first; of several routes to one network that of the lowest metric. */
    private static Map<Integer, Map<Integer, Route>> connectedByMask(List<Route> routes) {
        Map<Integer, Map<Integer, Route>> byMask = new TreeMap<>((one, other) -> Integer.compareUnsigned(other, one));
        for (Route route : routes) {
            if (!route.throughGateway() && !route.isDefault()) {
                byMask.computeIfAbsent(route.mask(), mask -> new HashMap<>())
                        .merge(route.network(), route, (one, other) -> other.metric() < one.metric() ? other : one);
            }
        }
        return byMask;
    }

    private static Optional<Route> routeOf(int address, Map<Integer, Map<Integer, Route>> connected) {
        for (Map.Entry<Integer, Map<Integer, Route>> networks : connected.entrySet()) {
            Route route = networks.getValue().get(address & networks.getKey());
            if (route != null) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    static String print(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }
}
