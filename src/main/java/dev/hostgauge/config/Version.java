package dev.hostgauge.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which HostGauge this is, by what its build wrote into {@code version.properties}.
 *
 * @param version such as {@code 1.2.3}
 * @param revision the commit; empty if the build was not told
 * @param java the Java that runs it, such as {@code 17.0.15}
 */
public record Version(String version, String revision, String java) {
    private static final String FILE = "/dev/hostgauge/version.properties";

    /** The one that runs. */
    public static Version current() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("no " + FILE + " beside the classes");
            }
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Version(
                properties.getProperty("version", ""),
                properties.getProperty("revision", ""),
                System.getProperty("java.version", ""));
    }
}
