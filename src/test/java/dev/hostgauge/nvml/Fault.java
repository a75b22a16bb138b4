package dev.hostgauge.nvml;

import java.time.Duration;

/** What befalls a call of the fake driver. */
public record Fault(String kind, long argument) {
    /** The call answers this code and does nothing else. */
    public static Fault code(int code) {
        return new Fault("code", code);
    }

    /** The call takes this much longer. */
    public static Fault sleep(Duration longer) {
        return new Fault("sleep", longer.toMillis());
    }

    /** The call does not return before {@link FakeDriver#heal}; then it answers as if nothing had been. */
    public static Fault hang() {
        return new Fault("hang", 0);
    }

    /** The call takes its whole process down. */
    public static Fault abort() {
        return new Fault("abort", 0);
    }

    /** The call says that all went well, and what it gives is rubbish: text without an end, numbers beyond belief. */
    public static Fault garbage() {
        return pattern(0xFE);
    }

    /** The call writes this byte over exactly what the driver thinks that its caller's buffers are, and no byte further. */
    public static Fault pattern(int octet) {
        return new Fault("fill", octet & 0xFF);
    }
}
