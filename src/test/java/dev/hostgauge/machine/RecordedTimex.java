package dev.hostgauge.machine;

import dev.hostgauge.machine.SystemCalls.Timex;
import java.util.Map;

/** What adjtimex(2) said on a recorded machine, by the names of {@code struct timex}; what is not named is 0. */
final class RecordedTimex {
    private final Map<String, String> fields;

    private RecordedTimex(Map<String, String> fields) {
        this.fields = fields;
    }

    static Timex of(Map<String, String> fields) {
        return new RecordedTimex(fields).timex();
    }

    private long number(String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }

    private Timex timex() {
        return new Timex(
                (int) number("state"),
                number("offset"),
                number("freq"),
                number("maxerror"),
                number("esterror"),
                (int) number("status"),
                number("constant"),
                number("tick"),
                number("ppsfreq"),
                number("jitter"),
                (int) number("shift"),
                number("stabil"),
                number("jitcnt"),
                number("calcnt"),
                number("errcnt"),
                number("stbcnt"),
                (int) number("tai"));
    }
}
