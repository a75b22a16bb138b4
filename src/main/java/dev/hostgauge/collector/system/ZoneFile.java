package dev.hostgauge.collector.system;

import dev.hostgauge.machine.Malformed;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A time zone in the format of RFC 8536, which is what {@code /etc/localtime} is. */
final class ZoneFile {
    private static final int MAGIC = 0x545a6966;
    private static final int RESERVED_BYTES = 15;

    private final long[] transitions;
    private final int[] typeFrom;
    private final Local[] types;
    private final String rule;

    /**
     * What a clock on the wall adds to UTC, and what people call it.
     *
     * @param offsetSeconds east of Greenwich is positive
     */
    record Local(int offsetSeconds, String name) {
        static final Local UTC = new Local(0, "UTC");
    }

    /** The lengths of the parts of one block. */
    private record Counts(int utc, int standard, int leaps, int transitions, int types, int characters) {
        /** None is more than the bytes that follow: a file that lies must not take the memory that it claims. */
        static Counts read(ByteBuffer file) {
            int[] counts = new int[6];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = file.getInt();
            }
            for (int count : counts) {
                if (count < 0 || count > file.remaining()) {
                    throw new IllegalArgumentException("more entries than bytes");
                }
            }
            return new Counts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
        }

        int bytes(int timeBytes) {
            return transitions * (timeBytes + 1) + types * 6 + characters + bytesBehindNames(timeBytes);
        }

        int bytesBehindNames(int timeBytes) {
            return leaps * (timeBytes + 4) + standard + utc;
        }
    }

    private ZoneFile(ByteBuffer file) {
        int version = header(file);
        Counts counts = Counts.read(file);
        int timeBytes = Integer.BYTES;
        if (version > 0) {
            // The first block is for readers of 32 bits; another one follows it.
            skip(file, counts.bytes(timeBytes));
            header(file);
            counts = Counts.read(file);
            timeBytes = Long.BYTES;
        }
        transitions = new long[counts.transitions];
        for (int i = 0; i < transitions.length; i++) {
            transitions[i] = timeBytes == Long.BYTES ? file.getLong() : file.getInt();
        }
        typeFrom = new int[counts.transitions];
        for (int i = 0; i < typeFrom.length; i++) {
            typeFrom[i] = file.get() & 0xff;
        }
        types = types(file, counts);
        skip(file, counts.bytesBehindNames(timeBytes));
        rule = StandardCharsets.US_ASCII.decode(file).toString().strip();
    }

    private static int header(ByteBuffer file) {
        if (file.getInt() != MAGIC) {
            throw new IllegalArgumentException("not a time zone");
        }
        int version = file.get();
        skip(file, RESERVED_BYTES);
        return version;
    }

    private static void skip(ByteBuffer file, int bytes) {
        file.position(file.position() + bytes);
    }

    private static Local[] types(ByteBuffer file, Counts counts) {
        int[] offsets = new int[counts.types];
        int[] nameStarts = new int[counts.types];
        for (int i = 0; i < counts.types; i++) {
            offsets[i] = file.getInt();
            skip(file, 1);
            nameStarts[i] = file.get() & 0xff;
        }
        byte[] names = new byte[counts.characters];
        file.get(names);
        Local[] types = new Local[counts.types];
        for (int i = 0; i < counts.types; i++) {
            int end = nameStarts[i];
            while (names[end] != 0) {
                end++;
            }
            types[i] = new Local(
                    offsets[i], new String(names, nameStarts[i], end - nameStarts[i], StandardCharsets.US_ASCII));
        }
        return types;
    }

    static ZoneFile parse(String source, byte[] bytes) throws Malformed {
        try {
            ZoneFile zone = new ZoneFile(ByteBuffer.wrap(bytes));
            zone.at(0);
            return zone;
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException broken) {
            throw new Malformed(source, "a time zone", bytes.length + " bytes of something else");
        }
    }

    /** What holds at a moment: the last transition before it, or behind all transitions the rule. */
    Local at(long epochSecond) throws Malformed {
        int found = Arrays.binarySearch(transitions, epochSecond);
        int transition = found >= 0 ? found : -found - 2;
        if (transition == transitions.length - 1 && !rule.isEmpty()) {
            return PosixZone.at(rule, epochSecond);
        }
        return types[transition < 0 ? 0 : typeFrom[transition]];
    }
}
