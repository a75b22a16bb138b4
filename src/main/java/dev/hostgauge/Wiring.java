package dev.hostgauge;

import dev.hostgauge.cli.Service;
import dev.hostgauge.collector.Registration;
import dev.hostgauge.config.PathSettings;
import dev.hostgauge.config.Settings;
import dev.hostgauge.machine.Libc;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.SystemClock;
import dev.hostgauge.machine.oshi.Oshi;
import dev.hostgauge.metric.Catalogue;
import dev.hostgauge.metric.Platform;
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
        return Collectors.catalogueOfAllSystems();
    }

    @Override
    public Running start(Settings settings) throws IOException {
        Exporter exporter = new Exporter(settings, machine(settings));
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
        try (Exporter exporter = new Exporter(settings, machine(settings))) {
            new Exposition().write(exporter.readOnce(), NameFilter.ALL, Format.TEXT, text);
        }
        out.write(text.array(), 0, text.size());
    }

    @Override
    public List<Registration> collectors(Settings settings) {
        return Collectors.readBy(isReadByOshi(settings));
    }

    /** On a system of which we do not know what it has, OSHI cannot be asked in the right words. */
    private static boolean isReadByOshi(Settings settings) {
        return switch (settings.reader()) {
            case KERNEL -> false;
            case OSHI -> true;
            case AUTO ->
                Platform.current().isPresent() && !Platform.current().get().equals(Platform.LINUX);
        };
    }

    private static Machine machine(Settings settings) throws IOException {
        PathSettings paths = settings.paths();
        Machine.Paths folders = new Machine.Paths(paths.procfs(), paths.sysfs(), paths.rootfs(), paths.udevData());
        Platform platform = Platform.current()
                .orElseThrow(() -> new IOException(
                        "this is " + System.getProperty("os.name") + ", and there is no reader for it"));
        if (isReadByOshi(settings)) {
            return new Machine(folders, new Libc(), new SystemClock(), () -> Oshi.open(platform));
        }
        if (platform != Platform.LINUX) {
            throw new IOException("reader = kernel reads /proc and /sys, which " + platform.label() + " does not have");
        }
        return new Machine(folders, new Libc(), new SystemClock());
    }
}
