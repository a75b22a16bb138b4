package dev.hostgauge;

import dev.hostgauge.cli.Service;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.config.Settings;
import dev.hostgauge.metric.Catalogue;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The exporter as the command line sees it. */
final class Wiring implements Service {
    @Override
    public List<Registration> collectors() {
        return Collectors.ALL;
    }

    @Override
    public Catalogue catalogue() {
        return Collectors.catalogue();
    }

    @Override
    public Running start(Settings settings) throws IOException {
        throw new IOException("this build serves nothing");
    }

    @Override
    public void once(Settings settings, OutputStream out) throws IOException {
        throw new IOException("this build serves nothing");
    }
}
