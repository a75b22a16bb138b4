package dev.hostgauge.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.hostgauge.config.LogSettings;
import org.slf4j.LoggerFactory;

/** Sets the log up, in code: reading an XML file would cost a fifth of the start. */
public final class Logging {
    private static final String OURS = "dev.hostgauge";
    private static final String OSHI = "oshi";

    private Logging() {}

    /**
     * From now on logs at this level and in this format; libraries at warn at the most. OSHI, which warns with every
     * reading of what its outcome tells once, is silent but at debug.
     */
    public static void apply(LogSettings settings) {
        apply(settings, (LoggerContext) LoggerFactory.getILoggerFactory());
    }

    static void apply(LogSettings settings, LoggerContext context) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(new LineEncoder(settings.format()));
        appender.start();

        Level level = Level.valueOf(settings.level().name());
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
        context.getLogger(OURS).setLevel(level);
        context.getLogger(OSHI).setLevel(level == Level.DEBUG ? Level.WARN : Level.OFF);
    }
}
