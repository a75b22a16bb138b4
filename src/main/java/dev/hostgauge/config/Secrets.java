package dev.hostgauge.config;

/** Which values are never shown. */
final class Secrets {
    static final String MASK = "********";

    private Secrets() {}

    /** Passwords, tokens and secrets by the end of their name, and whatever is sent as a header. */
    static boolean isSecret(String path) {
        return path.endsWith("password")
                || path.endsWith("token")
                || path.endsWith("secret")
                || path.contains("headers.")
                || path.endsWith("headers");
    }
}
