package dev.hostgauge.cli;

import dev.hostgauge.collector.Registration;
import dev.hostgauge.config.Key;
import dev.hostgauge.config.Key.Kind;
import dev.hostgauge.config.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The answer to {@code --help}, made from the reference, so that it cannot lag behind. */
final class HelpText {
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    private HelpText() {}

    static String of(Reference reference, List<Registration> collectors) {
        HelpText help = new HelpText();
        help.text.append("Usage: hostgauge [FLAG]... [COMMAND]\n\nCommands:\n");
        for (Command command : Command.values()) {
            help.row(command.word().isEmpty() ? "(none)" : command.word(), command.purpose());
        }
        help.text.append("\nGeneral:\n");
        help.entry(
                "--config=FILE",
                "The configuration file, in HOCON; else /etc/hostgauge/hostgauge.conf or"
                        + " $XDG_CONFIG_HOME/hostgauge/hostgauge.conf, if there is one.");
        help.entry("--set KEY=VALUE", "Sets any key of the configuration. May be repeated.");
        help.entry(
                "--web.disable-exporter-metrics",
                "Leaves out what HostGauge says of its own process, Java and HTTP server: short for"
                        + " --no-collector.exporter --no-collector.jvm.");
        help.entry("--version", "Prints version, revision, Java and platform.");
        help.entry("-h, --help", "Prints this.");
        help.keys(reference);
        help.switches(reference, collectors);
        help.text.append("\nEach flag stands for a key of the configuration (--web.max-requests for web.max-requests,"
                + "\n--collector.cpu.info for collectors.cpu.info) and for a variable (HOSTGAUGE_WEB_MAX_REQUESTS)."
                + "\nFlags override variables, variables the file.\n");
        return help.text.toString();
    }

    private void keys(Reference reference) {
        String block = "";
        for (Key key : reference.keys()) {
            if (key.isSwitch() || key.kind() == Kind.BLOCKS) {
                continue;
            }
            String next = key.path().split("\\.", 2)[0];
            if (!next.equals(block)) {
                block = next;
                text.append('\n').append(heading(block)).append(":\n");
            }
            entry(label(key), key.description() + standard(key));
        }
    }

    private static String heading(String block) {
        return block.substring(0, 1).toUpperCase(Locale.ROOT) + block.substring(1);
    }

    private static String label(Key key) {
        return key.kind() == Kind.FLAG
                ? "--[no-]" + key.flag().substring(2)
                : key.flag() + "=" + key.kind().name();
    }

    private static String standard(Key key) {
        if (key.kind() == Kind.FLAG || key.standard().isEmpty()) {
            return key.kind() == Kind.LIST ? " May be repeated." : "";
        }
        return (key.kind() == Kind.LIST ? " May be repeated." : "") + " Default: " + key.standard();
    }

    private void switches(Reference reference, List<Registration> collectors) {
        Map<String, String> subjects = new LinkedHashMap<>();
        collectors.forEach(registration -> subjects.put(registration.name(), registration.subject()));
        text.append("\nCollectors, switched by --collector.NAME and --no-collector.NAME:\n");
        for (Key key : reference.keys()) {
            if (key.isSwitch()) {
                String name = key.flag().substring("--collector.".length());
                String off = key.standard().equals("true") ? "" : " (off by default)";
                row(name, subjects.getOrDefault(name, "") + off);
            }
        }
    }

    private void row(String name, String what) {
        text.append(String.format(Locale.ROOT, "  %-14s %s", name, what).stripTrailing())
                .append('\n');
    }

    private void entry(String flag, String what) {
        text.append("  ").append(flag);
        int column = WIDTH;
        for (String word : what.strip().split(" ", -1)) {
            if (!word.isEmpty() && column + 1 + word.length() > WIDTH) {
                text.append("\n       ");
                column = 7;
            }
            text.append(word.isEmpty() ? "" : " ").append(word);
            column += 1 + word.length();
        }
        text.append('\n');
    }
}
