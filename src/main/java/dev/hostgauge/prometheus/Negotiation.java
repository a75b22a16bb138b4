package dev.hostgauge.prometheus;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The format that a client prefers among those we have, by its header {@code Accept}.
 *
 * @param format what to write
 * @param contentType the header {@code Content-Type}
 */
public record Negotiation(Format format, String contentType) {
    private static final Negotiation FALLBACK = new Negotiation(Format.TEXT, Format.TEXT.contentType());

    /**
     * The format with the highest {@code q}, the first named among equals; text if there is none that we have, because
     * a scraper that gets an error learns less than one that gets text.
     *
     * @param accept the header, several joined by commas; null without one
     */
    public static Negotiation of(@Nullable String accept) {
        if (accept == null) {
            return FALLBACK;
        }
        Negotiation best = FALLBACK;
        double bestQuality = 0;
        for (String range : accept.split(",", -1)) {
            MediaRange media = MediaRange.parse(range);
            Format format = media.format();
            if (format != null && media.quality > bestQuality) {
                bestQuality = media.quality;
                best = new Negotiation(format, format.contentType() + media.escapingAnswered());
            }
        }
        return best;
    }

    /** One entry of the header. */
    private static final class MediaRange {
        private String type = "";
        private String version = "";
        private String proto = "";
        private String encoding = "";
        private String escaping = "";
        private double quality = 1;

        static MediaRange parse(String range) {
            MediaRange media = new MediaRange();
            String[] parts = range.split(";", -1);
            media.type = parts[0].strip().toLowerCase(Locale.ROOT);
            for (int i = 1; i < parts.length; i++) {
                int equals = parts[i].indexOf('=');
                if (equals > 0) {
                    media.parameter(
                            parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT),
                            unquoted(parts[i].substring(equals + 1).strip()));
                }
            }
            return media;
        }

        private void parameter(String name, String value) {
            switch (name) {
                case "version" -> version = value;
                case "proto" -> proto = value;
                case "encoding" -> encoding = value;
                case "escaping" -> escaping = value;
                case "q" -> quality = quality(value);
                default -> {}
            }
        }

        private static String unquoted(String value) {
            boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
            return quoted ? value.substring(1, value.length() - 1) : value;
        }

        private static double quality(String value) {
            try {
                double quality = Double.parseDouble(value);
                return quality >= 0 && quality <= 1 ? quality : 0;
            } catch (NumberFormatException nonsense) {
                return 0;
            }
        }

        @Nullable
        Format format() {
            return switch (type) {
                case "text/plain", "text/*", "*/*" -> version.isEmpty() || version.equals("0.0.4") ? Format.TEXT : null;
                case "application/openmetrics-text" ->
                    switch (version) {
                        case "", "1.0.0" -> Format.OPEN_METRICS;
                        case "0.0.1" -> Format.OPEN_METRICS_0_0_1;
                        default -> null;
                    };
                case "application/vnd.google.protobuf" ->
                    proto.equals("io.prometheus.client.MetricFamily") && encoding.equals("delimited")
                            ? Format.PROTOBUF
                            : null;
                default -> null;
            };
        }

        /**
         * Prometheus 3 says how names that are not plain shall be escaped. Ours are all plain, so that three of its four
         * ways leave them alone; the fourth doubles underscores, and gets the one that every client must understand.
         */
        private String escapingAnswered() {
            return switch (escaping) {
                case "" -> "";
                case "allow-utf-8", "values" -> "; escaping=" + escaping;
                default -> "; escaping=underscores";
            };
        }
    }
}
