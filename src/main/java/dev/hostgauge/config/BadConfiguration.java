package dev.hostgauge.config;

import java.util.List;

/** A configuration that nothing is started with: every mistake in it, one line each. */
public final class BadConfiguration extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> mistakes;

    BadConfiguration(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** Where, what and the cure, as in {@code FILE:3: unknown key web.prot; did you mean web.port?} */
    public List<String> mistakes() {
        return mistakes;
    }
}
