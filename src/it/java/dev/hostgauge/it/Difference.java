package dev.hostgauge.it;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One way in which our metrics differ from node_exporter's on purpose, from the list {@code compatibility.conf}.
 *
 * @param kind in which way
 * @param series matches the whole series, written as in {@link Scrape}
 * @param seenOn the machines on which the comparison meets it: names of recorded ones, {@code live}, or {@code everywhere}
 * @param what the difference, for people
 * @param reason why we differ
 */
record Difference(Kind kind, Pattern series, List<String> seenOn, String what, String reason) {
    /** Name of the running machine in {@link #seenOn}, which need not show every difference. */
    static final String LIVE = "live";

    private static final String EVERYWHERE = "everywhere";

    enum Kind {
        /** node_exporter has the series, we do not. */
        ONLY_THEIRS,
        /** We have it, node_exporter does not. */
        ONLY_OURS,
        /** Both have it and give different values. */
        VALUE,
        /** Both have the family and give it different types; {@link Difference#series} matches the family's name. */
        TYPE
    }

    static List<Difference> all() {
        return list("differences").stream().map(Difference::of).toList();
    }

    /** In which ways OSHI's readings of Linux differ from the kernel's files, from the list {@code readers.conf}. */
    static List<Difference> ofReaders() {
        return ConfigFactory.parseResources(Difference.class.getClassLoader(), "readers.conf")
                .getConfigList("differences")
                .stream()
                .map(Difference::of)
                .toList();
    }

    /** One of the lists of the file, as it stands there. */
    static List<? extends Config> list(String name) {
        return ConfigFactory.parseResources(Difference.class.getClassLoader(), "compatibility.conf")
                .resolve()
                .getConfigList(name);
    }

    private static Difference of(Config entry) {
        return new Difference(
                Kind.valueOf(entry.getString("kind").toUpperCase(Locale.ROOT)),
                Pattern.compile(entry.getString("series")),
                entry.getStringList("seen-on"),
                entry.getString("what"),
                entry.getString("reason"));
    }

    boolean isSeenOn(String machine) {
        return seenOn.contains(machine) || seenOn.contains(EVERYWHERE);
    }

    boolean covers(Kind found, String foundSeries, String machine) {
        return kind == found && isSeenOn(machine) && series.matcher(foundSeries).matches();
    }
}
