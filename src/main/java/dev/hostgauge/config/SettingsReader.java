package dev.hostgauge.config;

import com.typesafe.config.ConfigOrigin;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes settings of values that are of the right kind, and says which of them are out of their range. */
final class SettingsReader {
    private static final String IPVS_LABELS = Key.COLLECTORS + "ipvs.backend-labels";
    private static final String PROCESS_GROUPS = Key.COLLECTORS + "process.groups";
    private static final int MOST_REQUESTS = 1000;
    private static final Duration LONGEST_MIN_AGE = Duration.ofMinutes(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration SHORTEST_OF_COLLECTORS = Duration.ofMillis(10);
    private static final Duration LONGEST_OF_COLLECTORS = Duration.ofHours(1);

    private static final int MOST_OF_COLLECTORS = 1_000_000_000;

    private final Reference reference;
    private final Values values;
    private final Mistakes mistakes;
    private final List<String> remarks = new ArrayList<>();

    SettingsReader(Reference reference, Values values, Mistakes mistakes) {
        this.reference = reference;
        this.values = values;
        this.mistakes = mistakes;
    }

    Settings read() {
        return new Settings(
                new WebSettings(
                        listenAddresses(),
                        telemetryPath(),
                        number("web.max-requests", 1, MOST_REQUESTS),
                        values.list("web.allowed-hosts")),
                new SamplingSettings(
                        duration("sampling.min-age", Duration.ZERO, LONGEST_MIN_AGE),
                        duration("sampling.timeout", SHORTEST_TIMEOUT, LONGEST_TIMEOUT)),
                oneOf("reader", Reader.values()),
                new PathSettings(
                        folder("path.procfs"), folder("path.sysfs"), folder("path.rootfs"), folder("path.udev.data")),
                new LogSettings(
                        oneOf("log.level", LogSettings.Level.values()),
                        oneOf("log.format", LogSettings.Format.values())),
                new CompatSettings(values.flag("compat.node-exporter-build-info"), values.flag("compat.dcgm")),
                collectors());
    }

    List<String> remarks() {
        return remarks;
    }

    private List<InetSocketAddress> listenAddresses() {
        String key = "web.listen-address";
        List<InetSocketAddress> addresses = new ArrayList<>();
        List<String> texts = values.list(key);
        for (String text : texts) {
            try {
                addresses.add(ListenAddress.parse(text));
            } catch (IllegalArgumentException wrong) {
                refuse(key, String.valueOf(wrong.getMessage()), text);
            }
        }
        if (texts.isEmpty()) {
            refuse(key, "at least one address", "none");
        }
        return addresses;
    }

    private String telemetryPath() {
        String key = "web.telemetry-path";
        String path = values.text(key);
        // Two slashes begin a host's name, so that no request could name this path.
        if (!path.matches("/(?!/)[\\w./~-]*")) {
            refuse(key, "a path such as /metrics that begins with a slash", path);
        } else if (path.startsWith("/-/")) {
            refuse(key, "a path that does not begin with /-/, where health is told", path);
        }
        return path;
    }

    private int number(String key, int least, int most) {
        int number = values.number(key);
        if (number < least || number > most) {
            refuse(key, least + " to " + most, values.text(key));
        }
        return number;
    }

    private Duration duration(String key, Duration least, Duration most) {
        Duration duration = values.duration(key);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            refuse(key, words(least) + " to " + words(most), values.text(key));
        }
        return duration;
    }

    private static String words(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private Path folder(String key) {
        String text = values.text(key);
        Path folder = Path.of("/");
        try {
            folder = Path.of(text);
        } catch (InvalidPathException impossible) {
            refuse(key, "an absolute path", text);
            return folder;
        }
        // On Windows a path may be absolute and begin with a drive, or begin with a slash and still not be absolute.
        if (!folder.isAbsolute() && !text.startsWith("/")) {
            refuse(key, "an absolute path", text);
        }
        if (!Origins.of(origin(key)).equals("default") && !Files.isDirectory(folder)) {
            remark(key, "there is no folder " + folder);
        }
        return folder;
    }

    private <E extends Enum<E>> E oneOf(String key, E[] choices) {
        String text = values.text(key);
        for (E choice : choices) {
            if (choice.name().equalsIgnoreCase(text)) {
                return choice;
            }
        }
        List<String> names = Arrays.stream(choices)
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .toList();
        mistakes.add(
                origin(key),
                key,
                "want one of " + String.join(", ", names) + ", got " + Mistakes.shown(text)
                        + Nearest.hint(text, names));
        return choices[0];
    }

    private Map<String, CollectorSettings> collectors() {
        for (Key key : reference.keys()) {
            if (key.path().startsWith(Key.COLLECTORS) && key.kind() == Key.Kind.DURATION) {
                duration(key.path(), SHORTEST_OF_COLLECTORS, LONGEST_OF_COLLECTORS);
            }
            if (key.path().startsWith(Key.COLLECTORS) && key.kind() == Key.Kind.NUMBER) {
                number(key.path(), 1, MOST_OF_COLLECTORS);
            }
        }
        someOfDefault(IPVS_LABELS);
        ProcessGroup.check(values.blocks(PROCESS_GROUPS), PROCESS_GROUPS, mistakes);
        Map<String, CollectorSettings> on = new LinkedHashMap<>();
        for (String name : reference.collectors()) {
            if (values.flag(Key.COLLECTORS + name + Key.ENABLED)) {
                on.put(name, new CollectorSettings(values.block(Key.COLLECTORS + name)));
            }
        }
        return on;
    }

    /** For a list whose default names everything that may be in it. */
    private void someOfDefault(String key) {
        List<String> choices = reference.config().getStringList(key);
        for (String text : values.list(key)) {
            if (!choices.contains(text)) {
                refuse(key, "some of " + String.join(", ", choices), text);
            }
        }
    }

    private ConfigOrigin origin(String key) {
        return values.origin(key);
    }

    private void refuse(String key, String wanted, String got) {
        mistakes.refuse(origin(key), key, wanted, got);
    }

    private void remark(String key, String what) {
        remarks.add(Origins.of(origin(key)) + ": " + key + ": " + what);
    }
}
