package dev.hostgauge.collector.network;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which interface has which IPv6 address, from {@code net/if_inet6}, and where the default route leads. */
final class Ipv6 {
    private static final int ROUTE_UP = 1;
    private static final int ROUTE_REJECTED = 0x200;

    /** Made up anew every day for privacy; as labels they would be a new series every day. */
    private static final int TEMPORARY = 0x01;

    private static final int DUPLICATE = 0x08;
    private static final int TENTATIVE = 0x40;

    private static final int SCOPE_HOST = 0x10;
    private static final int SCOPE_LINK = 0x20;

    private static final int GROUPS = 8;
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");

    /**
     * One line of {@code net/if_inet6}.
     *
     * @param networkBits how many of its bits tell the network
     */
    record Address(String device, String digits, int networkBits, long scope, long flags) {
        @Override
        public String toString() {
            return print(digits);
        }

        /** As node_exporter words it. */
        String scopeName() {
            return (scope & (SCOPE_HOST | SCOPE_LINK)) == 0 ? "global" : "link-local";
        }
    }

    private Ipv6() {}

    /** All addresses, those that are not in use yet or no longer included. */
    static List<Address> parse(Text text) throws Malformed {
        List<Address> addresses = new ArrayList<>();
        while (text.nextLine()) {
            String digits = digits(text);
            text.skipWords(1);
            int networkBits = (int) text.hex();
            long scope = text.hex();
            long flags = text.hex();
            addresses.add(new Address(text.word(), digits, networkBits, scope, flags));
        }
        return addresses;
    }

    /** The addresses in use by interface, those of the widest scope first. */
    static Map<String, List<Address>> parseAddresses(Text text) throws Malformed {
        List<Address> addresses = parse(text);
        addresses.removeIf(address -> (address.flags() & (TEMPORARY | DUPLICATE | TENTATIVE)) != 0);
        addresses.sort(Comparator.comparingLong(Address::scope).thenComparing(Address::digits));
        Map<String, List<Address>> byDevice = new LinkedHashMap<>();
        for (Address address : addresses) {
            byDevice.computeIfAbsent(address.device(), name -> new ArrayList<>())
                    .add(address);
        }
        return byDevice;
    }

    static boolean isAddress(String digits) {
        return DIGITS.matcher(digits).matches();
    }

    private static String digits(Text text) throws Malformed {
        String digits = text.word();
        if (!isAddress(digits)) {
            throw new Malformed(text.source(), "32 hexadecimal digits", digits);
        }
        return digits;
    }

    /** The interface of the default route with the lowest metric, from {@code net/ipv6_route}; of several the first. */
    static Optional<String> parseDefaultDevice(Text text) throws Malformed {
        Optional<String> device = Optional.empty();
        long lowest = Long.MAX_VALUE;
        while (text.nextLine()) {
            boolean everywhere = digits(text).chars().allMatch(digit -> digit == '0') && text.hex() == 0;
            if (everywhere) {
                text.skipWords(3);
                long metric = text.hex();
                text.skipWords(2);
                long flags = text.hex();
                if ((flags & ROUTE_UP) != 0 && (flags & ROUTE_REJECTED) == 0 && metric < lowest) {
                    lowest = metric;
                    device = Optional.of(text.word());
                }
            }
        }
        return device;
    }

    /** As RFC 5952 has it: no leading zeros, and the longest run of zero groups as {@code ::}. */
    static String print(String digits) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = Integer.parseInt(digits, 4 * i, 4 * i + 4, 16);
        }
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
        }
        StringBuilder printed = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == runStart) {
                printed.append("::");
                i += runLength - 1;
            } else {
                boolean first = printed.isEmpty() || printed.charAt(printed.length() - 1) == ':';
                printed.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return printed.toString();
    }
}
