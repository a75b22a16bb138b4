package dev.hostgauge.collector.system;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.SharedFile;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The distribution's own words about itself, in the format of os-release(5): assignments as a shell would read them.
 *
 * @param fields values by their upper-case name
 */
record OsRelease(Map<String, String> fields) {
    static final OsRelease UNKNOWN = new OsRelease(Map.of());

    private static final char NONE = 0;

    OsRelease {
        fields = Map.copyOf(fields);
    }

    /** The first of these is the one that administrators may change. */
    static List<SharedFile> files(Root root) {
        return List.of(root.shared("etc/os-release"), root.shared("usr/lib/os-release"));
    }

    /** Empty if there is no such file. */
    static Optional<OsRelease> read(List<SharedFile> files, long cycle, Text text) throws IOException {
        for (SharedFile file : files) {
            if (file.readIfPresent(cycle, text)) {
                return Optional.of(parse(text));
            }
        }
        return Optional.empty();
    }

    static OsRelease parse(Text text) throws Malformed {
        Map<String, String> fields = new HashMap<>();
        while (text.nextLine()) {
            String line = text.rest();
            int equals = line.indexOf('=');
            // What is no assignment is skipped, as the readers of systemd do.
            if (equals > 0 && !line.startsWith("#")) {
                fields.put(line.substring(0, equals).strip(), unquote(line.substring(equals + 1)));
            }
        }
        if (fields.isEmpty()) {
            throw new Malformed(text.source(), "lines such as NAME=value", "none");
        }
        return new OsRelease(fields);
    }

    /** A value as a shell reads it, but for blanks, which need no quotes here. */
    static String unquote(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        char quote = NONE;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == quote) {
                quote = NONE;
            } else if (quote == NONE && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == '\\' && i + 1 < value.length() && isEscaped(value.charAt(i + 1), quote)) {
                i++;
                plain.append(value.charAt(i));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** In single quotes a backslash is itself, in double quotes it is before all but a few characters. */
    private static boolean isEscaped(char next, char quote) {
        return quote == NONE || (quote == '"' && "\"\\`$".indexOf(next) >= 0);
    }

    /** Empty where it is not set. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
