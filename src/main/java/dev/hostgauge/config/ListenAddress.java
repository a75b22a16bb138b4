package dev.hostgauge.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** An address to listen on, as users write it: {@code :9955}, {@code 0.0.0.0:9955}, {@code [::1]:9955}, {@code host:9955}. */
final class ListenAddress {
    private static final int LAST_PORT = 65_535;

    private ListenAddress() {}

    /** @throws IllegalArgumentException with what is wanted instead */
    static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "HOST:PORT or :PORT" + (text.matches("\\d{1,5}") ? ", such as :" + text : ""));
        }
        String host = text.substring(0, colon);
        if (host.contains(":") && !(host.startsWith("[") && host.endsWith("]"))) {
            throw new IllegalArgumentException("an IPv6 address in brackets, such as [::1]:9955");
        }
        int port = port(text.substring(colon + 1));
        if (host.isEmpty()) {
            return new InetSocketAddress(port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("a host that is known here", unknown);
        }
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= LAST_PORT) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("a port from 0 to " + LAST_PORT + " after the last colon");
    }
}
