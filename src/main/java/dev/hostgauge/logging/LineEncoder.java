package dev.hostgauge.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.hostgauge.config.LogSettings.Format;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** An event as one line with the fields time, level, logger, msg and, if something was thrown, error. */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};
    /** Of one field; the rest is cut off. */
    private static final int MOST_CHARS = 4096;

    private final boolean json;

    LineEncoder(Format format) {
        json = format == Format.JSON;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        if (json) {
            line.append('{');
        }
        field("time", time(event.getTimeStamp()), line);
        field("level", event.getLevel().toString().toLowerCase(Locale.ROOT), line);
        field("logger", shortName(event.getLoggerName()), line);
        field("msg", String.valueOf(event.getFormattedMessage()), line);
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            field("error", Trace.of(thrown), line);
        }
        if (json) {
            line.append('}');
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void field(String name, String value, StringBuilder line) {
        String text = value.length() > MOST_CHARS ? value.substring(0, MOST_CHARS) + "…" : value;
        if (line.length() > 1) {
            line.append(json ? ',' : ' ');
        }
        if (json) {
            line.append('"').append(name).append("\":");
            Quoting.quote(text, line);
        } else {
            line.append(name).append('=');
            if (Quoting.isBare(text)) {
                line.append(text);
            } else {
                Quoting.quote(text, line);
            }
        }
    }

    /** RFC 3339 in UTC with milliseconds: {@code 2026-01-02T03:04:05.678Z}. */
    static String time(long epochMillis) {
        Instant instant = Instant.ofEpochMilli(epochMillis);
        // Always 29 characters with nanoseconds; a formatter would be slower to load than to write this.
        String local = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 1, ZoneOffset.UTC)
                .toString();
        int millis = instant.getNano() / 1_000_000;
        return local.substring(0, local.indexOf('.') + 1)
                + String.valueOf(1000 + millis).substring(1) + "Z";
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
