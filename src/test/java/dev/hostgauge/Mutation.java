package dev.hostgauge;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Small damage to a file, as a kernel of another version, a driver with a mistake or a torn read may do it. */
enum Mutation {
    FLIP_A_BYTE,
    CUT_A_PIECE,
    REPEAT_A_PIECE,
    INSERT_NOISE,
    ANOTHER_NUMBER,
    CUT_THE_END;

    private static final int LONGEST_PIECE = 64;
    private static final String[] NUMBERS = {
        "0",
        "-1",
        "1.5",
        "18446744073709551615",
        "18446744073709551616",
        "99999999999999999999999999",
        "NaN",
        "1e999",
        ""
    };
    private static final String[] NOISE = {
        " ", "\n", "\t", "\0", ":", "=", "(", "\"", "\\", "%", "/", "\n\n", "\u00ff", "x 1 y"
    };

    byte[] of(byte[] content, Random random) {
        int at = random.nextInt(content.length + 1);
        int end = Math.min(content.length, at + 1 + random.nextInt(LONGEST_PIECE));
        byte[] piece = Arrays.copyOfRange(content, at, Math.max(at, end));
        return switch (this) {
            case FLIP_A_BYTE -> flip(content, at, random);
            case CUT_A_PIECE -> joined(content, at, new byte[0], at + piece.length);
            case REPEAT_A_PIECE -> joined(content, at, piece, at);
            case INSERT_NOISE -> joined(content, at, bytes(NOISE[random.nextInt(NOISE.length)]), at);
            case ANOTHER_NUMBER -> anotherNumber(content, at, random);
            case CUT_THE_END -> Arrays.copyOf(content, at);
        };
    }

    private static byte[] flip(byte[] content, int at, Random random) {
        byte[] flipped = content.clone();
        if (at < flipped.length) {
            flipped[at] = (byte) (flipped[at] ^ 1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] anotherNumber(byte[] content, int from, Random random) {
        int start = from;
        while (start < content.length && !isDigit(content[start])) {
            start++;
        }
        int end = start;
        while (end < content.length && isDigit(content[end])) {
            end++;
        }
        return joined(content, start, bytes(NUMBERS[random.nextInt(NUMBERS.length)]), end);
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] content, int until, byte[] middle, int from) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(content, 0, until);
        whole.writeBytes(middle);
        whole.write(content, from, content.length - from);
        return whole.toByteArray();
    }
}
