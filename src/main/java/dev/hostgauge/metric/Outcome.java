package dev.hostgauge.metric;

/** What came of one collector in one cycle. */
public enum Outcome {
    /** It served its points. */
    OK("ok"),
    /** There is nothing such on this machine. */
    ABSENT("absent"),
    /** Its source could not be read or made no sense; it served nothing. */
    FAILED("failed"),
    /** It had not ended when its time was up; it served nothing. */
    TIMED_OUT("timed_out");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** The spelling in labels and documents. */
    public String label() {
        return label;
    }

    /** Whether nothing is wrong: absence is a fact, not a fault. */
    public boolean isFine() {
        return this == OK || this == ABSENT;
    }
}
