package dev.hostgauge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;

/** The page at {@code /}: what this is and where the rest is. */
final class LandingPage implements Route {
    private final HostCheck hosts;
    private final byte[] html;

    LandingPage(Identity identity, String telemetryPath, HostCheck hosts) {
        this.hosts = hosts;
        this.html = html(identity, telemetryPath).getBytes(UTF_8);
    }

    private static String html(Identity identity, String telemetryPath) {
        String revision = identity.revision().isEmpty() ? "" : " (" + escape(identity.revision()) + ")";
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>HostGauge</title>
                </head>
                <body>
                <h1>HostGauge</h1>
                <p>Tells Prometheus how this machine is doing. Version VERSION.</p>
                <ul>
                <li><a href="METRICS">Metrics</a></li>
                <li><a href="/-/healthy">Healthy</a></li>
                <li><a href="/-/ready">Ready</a></li>
                </ul>
                </body>
                </html>
                """.replace("VERSION", escape(identity.version()) + revision).replace("METRICS", escape(telemetryPath));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public Answer answer(HttpExchange exchange) {
        if (!hosts.allows(exchange.getRequestHeaders().get("Host"))) {
            return Answer.line(403, "this host name is not known; web.allowed-hosts can name it");
        }
        return new Answer(200, "text/html; charset=utf-8", List.of(html))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer");
    }
}
