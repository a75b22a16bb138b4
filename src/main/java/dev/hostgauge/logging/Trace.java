package dev.hostgauge.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/** What was thrown, on one line: the class and message of it and its causes, each with the innermost frames. */
final class Trace {
    private static final int MOST_FRAMES = 8;
    private static final int MOST_CAUSES = 3;

    private Trace() {}

    static String of(IThrowableProxy thrown) {
        StringBuilder text = new StringBuilder();
        IThrowableProxy next = thrown;
        for (int depth = 0; next != null && depth <= MOST_CAUSES; depth++) {
            text.append(depth == 0 ? "" : "; caused by ").append(next.getClassName());
            if (next.getMessage() != null) {
                text.append(": ").append(next.getMessage());
            }
            StackTraceElementProxy[] frames = next.getStackTraceElementProxyArray();
            for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
                text.append(i == 0 ? " at " : " < ").append(frames[i].getStackTraceElement());
            }
            next = next.getCause();
        }
        return text.toString();
    }
}
