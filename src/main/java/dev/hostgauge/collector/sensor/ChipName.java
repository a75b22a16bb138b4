package dev.hostgauge.collector.sensor;

import dev.hostgauge.machine.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How the label {@code chip} is made, as node_exporter makes it: by the device's place, which outlasts a reboot. */
final class ChipName {
    private ChipName() {}

    /** {@code <bus>_<device>} by the device link, else the driver's name, else {@code hwmonN}; empty if none is usable. */
    static String of(Root sys, String folder, String driver) {
        Optional<Path> device = realPath(sys, folder + "/device");
        if (device.isPresent()) {
            String name = clean(fileName(device.get()));
            Path bus = device.get().getParent();
            String busName = bus == null ? "" : clean(fileName(bus));
            if (!name.isEmpty()) {
                return busName.isEmpty() ? name : busName + "_" + name;
            }
        }
        String cleanDriver = clean(driver);
        if (!cleanDriver.isEmpty()) {
            return cleanDriver;
        }
        return realPath(sys, folder).map(path -> clean(fileName(path))).orElse("");
    }

    private static Optional<Path> realPath(Root sys, String relative) {
        try {
            return Optional.of(sys.path().resolve(relative).toRealPath());
        } catch (IOException dangling) {
            return Optional.empty();
        }
    }

    private static String fileName(Path path) {
        Path last = path.getFileName();
        return last == null ? "" : last.toString();
    }

    /** Lower case, everything but letters, digits, colons and underscores replaced, no underscore at the ends. */
    static String clean(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9:_]", "_").replaceAll("^_+|_+$", "");
    }
}
