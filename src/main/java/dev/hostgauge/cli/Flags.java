package dev.hostgauge.cli;

import dev.hostgauge.config.Assignment;
import dev.hostgauge.config.Key;
import dev.hostgauge.config.Key.Kind;
import dev.hostgauge.config.Nearest;
import dev.hostgauge.config.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * Reads the command line: a flag for every key of the reference and the few that are no keys. Used once.
 *
 * <p>Built in code: annotations would be read by reflection, and the flags are not known before the reference is.
 */
final class Flags {

    private final CommandSpec spec = CommandSpec.create().name("hostgauge");
    private final List<Assignment> assignments = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private Optional<String> configFile = Optional.empty();
    private Optional<String> word = Optional.empty();
    private boolean help;
    private boolean version;
    private boolean markdown;

    Flags(Reference reference) {
        for (Key key : reference.keys()) {
            if (key.kind() == Kind.FLAG) {
                String negative = "--no-" + key.flag().substring(2);
                addSwitch(() -> set(key.flag(), key.path(), "true"), key.flag());
                addSwitch(() -> set(negative, key.path(), "false"), negative);
            } else {
                String other = NodeExporterFlags.OTHER_NAMES.get(key.path());
                String[] names = other == null ? new String[] {key.flag()} : new String[] {key.flag(), other};
                addOption(value -> set(key.flag(), key.path(), value), names);
            }
        }
        NodeExporterFlags.COLLECTORS_NOT_HERE.forEach(name -> addSwitch(() -> {}, "--no-collector." + name));
        addSwitch(this::disableExporterMetrics, NodeExporterFlags.DISABLE_EXPORTER_METRICS);
        addOption(file -> configFile = Optional.of(file), "--config");
        addOption(this::setAny, "--set");
        addSwitch(() -> markdown = true, "--markdown");
        addSwitch(() -> version = true, "--version");
        addSwitch(() -> help = true, "-h", "--help");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .paramLabel("COMMAND")
                .type(String.class)
                .setter(new Setter(value -> word = Optional.of(value)))
                .build());
    }

    /** Hands on each value as it comes, in the order of the command line. */
    private record Setter(Consumer<String> taker) implements ISetter {
        @Override
        public <T> @Nullable T set(@Nullable T value) {
            if (value != null) {
                taker.accept(value.toString());
            }
            return null;
        }
    }

    private void addSwitch(Runnable action, String... names) {
        add("0", Boolean.class, value -> action.run(), names);
    }

    private void addOption(Consumer<String> taker, String... names) {
        add("1", String.class, taker, names);
    }

    private void add(String arity, Class<?> type, Consumer<String> taker, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .arity(arity)
                .type(type)
                .paramLabel("VALUE")
                .setter(new Setter(taker))
                .build());
    }

    private void set(String flag, String path, String value) {
        assignments.add(new Assignment(flag, path, value));
    }

    private void disableExporterMetrics() {
        set(NodeExporterFlags.DISABLE_EXPORTER_METRICS, "collectors.exporter.enabled", "false");
        set(NodeExporterFlags.DISABLE_EXPORTER_METRICS, "collectors.jvm.enabled", "false");
    }

    private void setAny(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            mistakes.add("--set: want KEY=VALUE, such as --set web.max-requests=10");
        } else {
            String path = text.substring(0, equals).strip();
            set("--set " + path, path, text.substring(equals + 1).strip());
        }
    }

    Arguments parse(String... args) {
        CommandLine line = new CommandLine(spec)
                .setOverwrittenOptionsAllowed(true)
                .setUnmatchedArgumentsAllowed(true)
                .setPosixClusteredShortOptionsAllowed(false)
                .setExpandAtFiles(false);
        try {
            line.parseArgs(args);
        } catch (ParameterException refused) {
            mistakes.add(String.valueOf(refused.getMessage()));
        }
        boolean strange = false;
        for (String argument : line.getUnmatchedArguments()) {
            if (argument.startsWith("-")) {
                strange = true;
                // Without the value, which may be a secret.
                String name = argument.split("=", 2)[0];
                mistakes.add(
                        NodeExporterFlags.isOfACollectorNotHere(name)
                                ? name + ": node_exporter has this collector, HostGauge has not; leave the flag out"
                                : "unknown flag " + name
                                        + Nearest.hint(name, spec.optionsMap().keySet()));
            }
        }
        Command command = Command.SERVE;
        // What follows an unknown flag is its value rather than a command.
        if (!strange) {
            command = command(line.getUnmatchedArguments());
        }
        return new Arguments(command, help, version, markdown, configFile, assignments, mistakes);
    }

    private Command command(List<String> more) {
        Optional<Command> command = Command.of(word.orElse(""));
        if (command.isEmpty()) {
            String typed = word.orElse("");
            mistakes.add("unknown command " + typed + Nearest.hint(typed, Command.words()));
        }
        more.forEach(argument -> mistakes.add("unexpected argument " + argument + " after " + word.orElse("")));
        if (markdown && command.isPresent() && command.get() != Command.METRICS) {
            mistakes.add("--markdown: goes with the command metrics alone");
        }
        return command.orElse(Command.SERVE);
    }
}
