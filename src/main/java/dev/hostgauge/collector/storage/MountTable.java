package dev.hostgauge.collector.storage;

import dev.hostgauge.machine.Malformed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What mountinfo says, line by line: {@code id parent major:minor root mountpoint options [optional…] - type device
 * superoptions}.
 *
 * @param mounts the mounts in the kernel's order
 * @param problem what is wrong with the lines that make no sense, if there are any
 */
record MountTable(List<Mount> mounts, Optional<String> problem) {
    private static final int FIRST_OPTIONAL = 6;

    MountTable {
        mounts = List.copyOf(mounts);
    }

    /**
     * One mount.
     *
     * @param identity the line without its options, which may change while the mount stays
     * @param major major number of the device
     * @param minor minor number of the device
     * @param path the mount point as the kernel knows it: bytes that need not be UTF-8
     * @param type the filesystem's type, such as {@code ext4}
     * @param device what is mounted, as mountinfo writes it: node_exporter's label keeps the octal escapes
     * @param readOnly whether the mount or its filesystem takes no writes
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared: identity says which mount it is.
    record Mount(
            String identity, String major, String minor, byte[] path, String type, String device, boolean readOnly) {}

    /** The mounts of these bytes; a line that makes no sense costs that line. */
    static MountTable parse(String source, byte[] mountinfo) {
        List<Mount> mounts = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        int start = 0;
        while (start < mountinfo.length) {
            int end = start;
            while (end < mountinfo.length && mountinfo[end] != '\n') {
                end++;
            }
            try {
                mounts.add(mount(source, latin1(mountinfo, start, end)));
            } catch (Malformed malformed) {
                problem = problem.isPresent() ? problem : Optional.of(String.valueOf(malformed.getMessage()));
            }
            start = end + 1;
        }
        return new MountTable(mounts, problem);
    }

    /** One char a byte, so that no byte is lost while the line is taken apart. */
    private static String latin1(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static Mount mount(String source, String line) throws Malformed {
        List<String> fields = Arrays.asList(line.split(" ", -1));
        int separator = fields.size() < FIRST_OPTIONAL
                ? -1
                : fields.subList(FIRST_OPTIONAL, fields.size()).indexOf("-");
        int type = FIRST_OPTIONAL + separator + 1;
        // Super options are everything behind: some filesystems print blanks in them.
        if (separator < 0 || fields.size() < type + 3) {
            throw new Malformed(source, "a mount with ' - type device options'", line);
        }
        String number = fields.get(2);
        int colon = number.indexOf(':');
        if (!isNumber(number, 0, colon) || !isNumber(number, colon + 1, number.length())) {
            throw new Malformed(source, "a device MAJOR:MINOR", number);
        }
        return new Mount(
                String.join(" ", fields.subList(0, 5)) + " " + fields.get(type) + " " + fields.get(type + 1),
                number.substring(0, colon),
                number.substring(colon + 1),
                unescape(fields.get(4)),
                utf8(fields.get(type)),
                utf8(fields.get(type + 1)),
                isReadOnly(fields.get(5)) || isReadOnly(fields.get(type + 2)));
    }

    private static boolean isNumber(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return start < end;
    }

    /** {@code emergency_ro} is how ext4 says that an error made it stop writing. */
    private static boolean isReadOnly(String options) {
        for (String option : options.split(",", -1)) {
            if (option.equals("ro") || option.equals("emergency_ro")) {
                return true;
            }
        }
        return false;
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The kernel writes blank, tab, newline and backslash in names as a backslash and three octal digits. */
    static byte[] unescape(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '\\' && isOctal(escaped, i + 1)) {
                bytes.write(Integer.parseInt(escaped, i + 1, i + 4, 8));
                i += 3;
            } else {
                bytes.write(escaped.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isOctal(String text, int start) {
        if (start + 3 > text.length()) {
            return false;
        }
        for (int i = start; i < start + 3; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '7') {
                return false;
            }
        }
        return true;
    }
}
