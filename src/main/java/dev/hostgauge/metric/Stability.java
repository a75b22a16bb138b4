package dev.hostgauge.metric;

/** What users may build on. */
public enum Stability {
    /** Name, labels and meaning stay as they are within a major version. */
    STABLE,
    /** May change in any release; the changelog says so. */
    EXPERIMENTAL,
    /** Brought by the user, who alone decides its name, labels and values. */
    EXTERNAL
}
