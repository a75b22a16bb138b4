package dev.hostgauge.config;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The block {@code web}.
 *
 * @param listenAddresses where to listen; at least one
 * @param telemetryPath where Prometheus finds the metrics, such as {@code /metrics}
 * @param maxRequests scrapes answered at the same time
 * @param allowedHosts names besides localhost, IP literals and the machine's own under which pages may be asked for
 */
public record WebSettings(
        List<InetSocketAddress> listenAddresses, String telemetryPath, int maxRequests, List<String> allowedHosts) {
    public WebSettings {
        listenAddresses = List.copyOf(listenAddresses);
        allowedHosts = List.copyOf(allowedHosts);
    }
}
