package dev.hostgauge.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.hostgauge.config.LogSettings;
import dev.hostgauge.config.LogSettings.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggingTest {
    private final LoggerContext context = new LoggerContext();

    private String line(Format format, String message, @Nullable Throwable thrown) {
        LoggingEvent event = new LoggingEvent(
                "fqcn", context.getLogger("dev.hostgauge.collector.Ticker"), Level.WARN, message, thrown, null);
        event.setInstant(Instant.parse("2026-01-02T03:04:05Z"));
        return new String(new LineEncoder(format).encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void aLineOfLogfmtHasTimeLevelLoggerAndMessage() {
        assertThat(line(Format.LOGFMT, "collector cpu fails", null))
                .isEqualTo("time=2026-01-02T03:04:05.000Z level=warn logger=Ticker msg=\"collector cpu fails\"\n");
        assertThat(line(Format.LOGFMT, "started", null)).endsWith(" msg=started\n");
    }

    @Test
    void aLineOfJsonHasTheSameFields() {
        assertThat(line(Format.JSON, "collector cpu fails", null))
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05.000Z\",\"level\":\"warn\",\"logger\":\"Ticker\","
                        + "\"msg\":\"collector cpu fails\"}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nlevel=error msg=forged",
                "quote \" backslash \\ tab \t return \r",
                "\u001b[2J\u0007\u0000\u007f\u0085",
                "\u2028\u202ereversed",
                "half \ud800",
                "grüße 温度 😀",
                "",
                "a=b"
            })
    void noTextBreaksOutOfItsField(String text) {
        for (Format format : Format.values()) {
            String line = line(format, text, null);
            assertThat(line.strip()).doesNotContainPattern("[\\p{Cntrl}\\u0085\\u2028\\u202e\\ud800]");
            // What is inside the quotes reads back as JSON, in both formats.
            String json = format == Format.JSON ? line : "{\"msg\":" + line.substring(line.indexOf("msg=") + 4) + "}";
            Config read = ConfigFactory.parseString(json);
            assertThat(read.getString("msg")).isEqualTo(text);
        }
    }

    @Test
    void whatWasThrownIsOneFieldWithItsCausesAndItsInnermostFrames() {
        Throwable thrown = new IllegalStateException("bad\nstate", new IOException("disk gone"));
        String line = line(Format.LOGFMT, "fails", thrown);
        assertThat(line.strip()).doesNotContain("\n");
        assertThat(line)
                .contains(" error=\"java.lang.IllegalStateException: bad\\nstate at dev.hostgauge.logging.LoggingTest.")
                .contains("; caused by java.io.IOException: disk gone at ");
        assertThat(line.split(" < ", -1).length).isLessThanOrEqualTo(16);
    }

    @Test
    void aFieldIsNotEndless() {
        assertThat(line(Format.JSON, "x".repeat(100_000), new IOException("y".repeat(100_000)))
                        .length())
                .isLessThan(10_000);
    }

    @Test
    void librariesLogWarningsAtTheMostWhateverTheLevel() {
        Logging.apply(new LogSettings(LogSettings.Level.DEBUG, Format.JSON), context);
        Logger ours = context.getLogger("dev.hostgauge.collector");
        Logger theirs = context.getLogger("org.example");
        assertThat(ours.isDebugEnabled()).isTrue();
        assertThat(theirs.isInfoEnabled()).isFalse();
        assertThat(theirs.isWarnEnabled()).isTrue();

        Logging.apply(new LogSettings(LogSettings.Level.ERROR, Format.JSON), context);
        assertThat(ours.isWarnEnabled()).isFalse();
        assertThat(theirs.isWarnEnabled()).isFalse();
        assertThat(theirs.isErrorEnabled()).isTrue();
    }

    @Test
    void oshiIsSilentUnlessSomebodyLooksForAFault() {
        Logging.apply(new LogSettings(LogSettings.Level.INFO, Format.LOGFMT), context);
        assertThat(context.getLogger("oshi.hardware").isErrorEnabled()).isFalse();
        Logging.apply(new LogSettings(LogSettings.Level.DEBUG, Format.LOGFMT), context);
        assertThat(context.getLogger("oshi.hardware").isWarnEnabled()).isTrue();
    }
}
