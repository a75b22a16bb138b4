package dev.hostgauge.config;

import com.typesafe.config.ConfigOrigin;

/** Where a value comes from, in the user's words. */
final class Origins {
    private Origins() {}

    /** The file, variable or flag. */
    static String source(ConfigOrigin origin) {
        String file = origin.filename();
        if (file != null) {
            return file;
        }
        // The library appends the line to what it was told: "reference.conf: 12".
        int line = line(origin);
        String description = origin.description();
        String end = ": " + line;
        return line > 0 && description.endsWith(end)
                ? description.substring(0, description.length() - end.length())
                : description;
    }

    /** The line in the file; 0 where there is none. */
    static int line(ConfigOrigin origin) {
        return Math.max(0, origin.lineNumber());
    }

    /** {@code default}, a file with its line, a variable or a flag. */
    static String of(ConfigOrigin origin) {
        String source = source(origin);
        if (source.equals(Reference.NAME)) {
            return "default";
        }
        return line(origin) > 0 ? source + ":" + line(origin) : source;
    }
}
