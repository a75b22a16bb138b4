package dev.hostgauge.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of mountinfo, as far as it says what is mounted where.
 *
 * @param device MAJOR:MINOR of the filesystem
 * @param root which folder of the filesystem is mounted
 * @param path where it is mounted
 * @param type the filesystem's type, such as {@code cgroup2}
 * @param options those of the filesystem, with commas between them
 */
public record MountEntry(String device, String root, String path, String type, String options) {
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    /** In the kernel's order; of two at the same path the later lies on top. Lines that make no sense are left out. */
    public static List<MountEntry> parse(Text text) {
        List<MountEntry> entries = new ArrayList<>();
        while (text.nextLine()) {
            try {
                text.skipWords(2);
                String device = text.word();
                String root = unescape(text.word());
                String path = unescape(text.word());
                String word = text.word();
                while (!word.equals("-")) {
                    word = text.word();
                }
                String type = text.word();
                text.skipWords(1);
                entries.add(new MountEntry(device, root, path, type, text.rest()));
            } catch (Malformed notAMount) {
                // The collector of filesystems says so.
            }
        }
        return entries;
    }

    private static String unescape(String escaped) {
        return escaped.indexOf('\\') < 0
                ? escaped
                : OCTAL.matcher(escaped)
                        .replaceAll(octal ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(octal.group(1), 8))));
    }

    /** Whether this stands among the filesystem's options. */
    public boolean hasOption(String option) {
        return List.of(options.split(",", -1)).contains(option);
    }
}
