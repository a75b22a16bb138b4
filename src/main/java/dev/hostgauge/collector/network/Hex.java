package dev.hostgauge.collector.network;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Text;

/** Numbers that the kernel prints in hexadecimal. */
final class Hex {
    private Hex() {}

    /** The next word, with or without {@code 0x} before it, up to 2<sup>63</sup>−1. */
    static long word(Text text) throws Malformed {
        String word = text.word();
        try {
            return Long.parseLong(word, word.startsWith("0x") ? 2 : 0, word.length(), 16);
        } catch (NumberFormatException garbage) {
            throw new Malformed(text.source(), "a hexadecimal number", word);
        }
    }
}
