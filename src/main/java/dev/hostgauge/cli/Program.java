package dev.hostgauge.cli;

import dev.hostgauge.collector.Registration;
import dev.hostgauge.config.BadConfiguration;
import dev.hostgauge.config.Configuration;
import dev.hostgauge.config.Reference;
import dev.hostgauge.config.Settings;
import dev.hostgauge.config.Version;
import dev.hostgauge.logging.Logging;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the command line asks for and says how it ended. */
public final class Program {
    static final int OK = 0;
    static final int FAILED = 1;
    /** EX_CONFIG of sysexits.h: a restart will not help. */
    static final int BAD_CONFIGURATION = 78;

    private final Service service;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    public Program(Service service, PrintStream out, PrintStream err, Map<String, String> environment) {
        this.service = service;
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
    }

    /** The exit status; while it serves, does not return. */
    public int run(String... args) {
        // Asked by packagers and scripts: not worth reading the reference for.
        if (args.length == 1 && args[0].equals("--version")) {
            return printVersion();
        }
        Reference reference = Reference.load();
        Arguments arguments = new Flags(reference).parse(args);
        if (arguments.help()) {
            out.print(HelpText.of(reference, service.collectors()));
            return OK;
        }
        if (arguments.version()) {
            return printVersion();
        }
        if (arguments.command() == Command.METRICS && arguments.mistakes().isEmpty()) {
            out.print(
                    arguments.markdown()
                            ? CatalogueTable.markdown(service.catalogue())
                            : CatalogueTable.lines(service.catalogue()));
            return OK;
        }
        List<String> mistakes = new ArrayList<>(arguments.mistakes());
        try {
            Configuration configuration =
                    Configuration.load(reference, arguments.configFile(), environment, arguments.assignments());
            if (mistakes.isEmpty()) {
                return perform(arguments.command(), configuration);
            }
        } catch (BadConfiguration bad) {
            mistakes.addAll(bad.mistakes());
        }
        mistakes.forEach(mistake -> err.println("hostgauge: " + mistake.replaceAll("\\p{Cntrl}", "?")));
        return BAD_CONFIGURATION;
    }

    private int perform(Command command, Configuration configuration) {
        return switch (command) {
            case CHECK_CONFIG -> {
                configuration.remarks().forEach(remark -> err.println("hostgauge: " + remark));
                out.println("the configuration is valid: " + place(configuration));
                yield OK;
            }
            case PRINT_CONFIG -> {
                out.print(configuration.print());
                yield OK;
            }
            case ONCE -> {
                Logging.apply(configuration.settings().log());
                yield once(configuration.settings());
            }
            case SERVE -> {
                Logging.apply(configuration.settings().log());
                yield serve(configuration);
            }
            case METRICS -> throw new IllegalStateException("needs no configuration");
        };
    }

    private int once(Settings settings) {
        try {
            service.once(settings, out);
            out.flush();
            return OK;
        } catch (IOException failure) {
            log().error("cannot read the machine: {}", failure.getMessage());
            return FAILED;
        }
    }

    private int serve(Configuration configuration) {
        Logger log = log();
        Settings settings = configuration.settings();
        List<Registration> here = service.collectors(settings);
        log.info(
                "HostGauge {} starts; configuration: {}; collectors on: {}; off: {}",
                Version.current().version(),
                place(configuration),
                names(here, name -> settings.collector(name).isPresent()),
                names(here, name -> settings.collector(name).isEmpty()));
        configuration.remarks().forEach(log::warn);
        List<Registration> elsewhere = service.collectors().stream()
                .filter(registration ->
                        here.stream().noneMatch(other -> other.name().equals(registration.name())))
                .toList();
        if (!elsewhere.isEmpty()) {
            log.info("collectors that this reader has not: {}", names(elsewhere, name -> true));
        }
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> log.error("thread {} ended", thread.getName(), thrown));
        try {
            UntilStopped.serve(() -> service.start(settings));
            return OK;
        } catch (IOException failure) {
            log.error("cannot start: {}", failure.getMessage());
            return FAILED;
        }
    }

    private static String names(List<Registration> collectors, Predicate<String> wanted) {
        List<String> names =
                collectors.stream().map(Registration::name).filter(wanted).toList();
        return names.isEmpty() ? "none" : String.join(" ", names);
    }

    private static String place(Configuration configuration) {
        return configuration.file().map(Path::toString).orElse("no file, defaults");
    }

    private int printVersion() {
        Version version = Version.current();
        String revision = version.revision().isEmpty() ? "unknown" : version.revision();
        out.println("hostgauge, version " + version.version() + " (revision: " + revision + ")");
        out.println("  java: " + Runtime.version() + " (" + property("java.vm.name") + ", " + property("java.vendor")
                + ")");
        out.println("  platform: " + property("os.name").toLowerCase(Locale.ROOT) + "/" + property("os.arch"));
        return OK;
    }

    private static String property(String name) {
        return System.getProperty(name, "");
    }

    /** Made late: the first logger costs a start that answers a question nothing. */
    private static Logger log() {
        return LoggerFactory.getLogger(Program.class);
    }
}
