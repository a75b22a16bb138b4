package dev.hostgauge.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Finds the real programs that tests run against. */
final class Peer {
    private static final String NODE_EXPORTER = "HOSTGAUGE_NODE_EXPORTER";
    private static final String NVML = "HOSTGAUGE_REAL_NVML";
    private static final String REQUIRE = "HOSTGAUGE_REQUIRE_PEERS";

    /** Where NVIDIA's nvml.h lies, for the tests of the fake driver's declarations. */
    private static final String NVML_INCLUDE = "HOSTGAUGE_NVML_INCLUDE";

    /** What the environment says to these tests. */
    static final Set<String> VARIABLES = Set.of(NODE_EXPORTER, NVML, NVML_INCLUDE, REQUIRE);

    private Peer() {}

    /**
     * The first of these programs that is installed.
     *
     * <p>Without any the test is skipped and says so, or fails where {@code HOSTGAUGE_REQUIRE_PEERS=true} asks for it.
     */
    static Path require(String... names) {
        for (String name : names) {
            Optional<Path> found = find(name);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw absent(String.join(" or ", names));
    }

    /** node_exporter: the one that is named, the one that .ci/run built, the one on the path, Debian's. */
    static Path nodeExporter() {
        String named = System.getenv(NODE_EXPORTER);
        return named != null ? Path.of(named) : require("node_exporter", "prometheus-node-exporter");
    }

    /** NVIDIA's own library: the one that is named, as .ci/run does. */
    static Path nvml() {
        String named = System.getenv(NVML);
        if (named == null) {
            throw absent("NVIDIA's library of NVML, named by " + NVML);
        }
        return Path.of(named);
    }

    /** Ends the test: what it needs is not here. */
    static AssertionError absent(String what) {
        String message = "NOT TESTED, absent here: " + what;
        if (Boolean.parseBoolean(System.getenv(REQUIRE))) {
            return Assertions.fail(message);
        }
        return skip(message);
    }

    /** Ends the test without a failure, whatever is asked for, and says so where it is seen. */
    static AssertionError skip(String message) {
        System.err.println("[WARNING] " + message);
        Assumptions.abort(message);
        return new AssertionError(message);
    }

    /** Where .ci/run puts what it installs for these tests. */
    static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return (cache != null ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("hostgauge-peers");
    }

    private static Optional<Path> find(String name) {
        List<Path> folders = new ArrayList<>();
        folders.add(cache().resolve("bin"));
        String path = System.getenv("PATH");
        if (path != null) {
            for (String folder : path.split(File.pathSeparator, -1)) {
                folders.add(Path.of(folder));
            }
        }
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
