package dev.hostgauge.http;

import java.time.Duration;
import java.util.Map;

/**
 * The limits of the JDK's server, which it reads once, from system properties, when its first class is loaded. What was
 * set with {@code -D} stays.
 */
final class ServerProperties {
    private static final Map<String, Integer> LIMITS = Map.of(
            // Seconds for a request to come in, and milliseconds between looks at it.
            "sun.net.httpserver.maxReqTime", 2,
            "sun.net.httpserver.timerMillis", 250,
            // Seconds between two requests, longer than the usual scrape intervals, and milliseconds between looks.
            "sun.net.httpserver.idleInterval", 120,
            "sun.net.httpserver.clockTick", 1000,
            "sun.net.httpserver.maxReqHeaders", 100,
            "sun.net.httpserver.maxReqHeaderSize", 16 << 10,
            // Below the descriptors that a process may have; without a bound the server spins when it has none left.
            "jdk.httpserver.maxConnections", 2048);

    /** For the client to take the answer; the server counts it together with the time for making the answer. */
    private static final Duration FOR_TAKING = Duration.ofSeconds(5);

    private ServerProperties() {}

    static void set(Duration longestReading) {
        LIMITS.forEach((name, limit) -> setUnlessSet(name, limit.toString()));
        setUnlessSet(
                "sun.net.httpserver.maxRspTime",
                String.valueOf(longestReading.plus(FOR_TAKING).toSeconds()));
        // With Nagle's algorithm a scrape over a kept connection takes 44 ms instead of 1.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
    }

    private static void setUnlessSet(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
