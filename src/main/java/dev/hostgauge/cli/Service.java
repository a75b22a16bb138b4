package dev.hostgauge.cli;

import dev.hostgauge.collector.Registration;
import dev.hostgauge.config.Settings;
import dev.hostgauge.metric.Catalogue;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What the command line starts and asks; implemented where the exporter is wired. */
public interface Service {
    /** Every collector there is, on or off. */
    List<Registration> collectors();

    /** Those of them that this system has with these settings, on or off. */
    List<Registration> collectors(Settings settings);

    /** Every metric there is, whatever is on. */
    Catalogue catalogue();

    /**
     * Starts to serve.
     *
     * @throws IOException if it cannot, with one line for the user, such as which address is taken
     */
    Running start(Settings settings) throws IOException;

    /** Reads the machine once, as soon as utilisations are there, and writes what a scrape would get as text. */
    void once(Settings settings, OutputStream out) throws IOException;

    /** A service that serves. */
    interface Running extends AutoCloseable {
        /** Stops serving and frees the ports. */
        @Override
        void close();
    }
}
