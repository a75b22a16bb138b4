package dev.hostgauge.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.hostgauge.config.LogSettings;

/** What logback finds and asks when the first logger is made; without it, it would look for files and log debug. */
public final class AtFirstUse extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logging.apply(LogSettings.DEFAULT, context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
