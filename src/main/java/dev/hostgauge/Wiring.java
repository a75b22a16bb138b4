package dev.hostgauge;

import dev.hostgauge.cli.Service;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.config.PathSettings;
import dev.hostgauge.config.Settings;
import dev.hostgauge.machine.Libc;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.SystemClock;
import dev.hostgauge.metric.Catalogue;
import dev.hostgauge.prometheus.ByteBuilder;
import dev.hostgauge.prometheus.Exposition;
import dev.hostgauge.prometheus.Format;
import dev.hostgauge.prometheus.NameFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The exporter of this machine, as the command line sees it. */
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
        Exporter exporter = new Exporter(settings, machine(settings.paths()));
        try {
            exporter.start();
        } catch (IOException cannotListen) {
            exporter.close();
            throw cannotListen;
        }
        return exporter;
    }

    @Override
    public void once(Settings settings, OutputStream out) throws IOException {
        ByteBuilder text = new ByteBuilder();
        try (Exporter exporter = new Exporter(settings, machine(settings.paths()))) {
            new Exposition().write(exporter.readOnce(), NameFilter.ALL, Format.TEXT, text);
        }
        out.write(text.array(), 0, text.size());
    }

    private static Machine machine(PathSettings paths) {
        return new Machine(
                new Machine.Paths(paths.procfs(), paths.sysfs(), paths.rootfs(), paths.udevData()),
                new Libc(),
                new SystemClock());
    }
}
