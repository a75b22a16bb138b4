package dev.hostgauge.config;

/**
 * The block {@code log}.
 *
 * @param level the least that is logged
 * @param format how a line looks
 */
public record LogSettings(Level level, Format format) {
    public static final LogSettings DEFAULT = new LogSettings(Level.INFO, Format.LOGFMT);

    /** From the most to the least talkative. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** How a line looks. */
    public enum Format {
        /** {@code time=… level=info logger=… msg="…"} */
        LOGFMT,
        /** One JSON object with the same fields. */
        JSON
    }
}
