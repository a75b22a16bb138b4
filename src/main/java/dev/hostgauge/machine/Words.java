package dev.hostgauge.machine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The words that a file said before, so that a kernel that repeats itself makes no garbage. Holds as many as it has
 * places; a word that finds its place taken takes it over.
 */
final class Words {
    private static final int PLACES = 512;

    private final @Nullable Word[] words = new Word[PLACES];

    private static final class Word {
        private final byte[] encoded;
        private final String decoded;

        Word(byte[] encoded) {
            this.encoded = encoded;
            this.decoded = new String(encoded, StandardCharsets.UTF_8);
        }
    }

    /** These bytes as a string, the same object as last time if its place was not taken meanwhile. */
    String get(byte[] bytes, int start, int end) {
        int hash = 1;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        int place = (hash ^ (hash >>> 9) ^ (hash >>> 18)) & (PLACES - 1);
        Word word = words[place];
        if (word == null || !Arrays.equals(word.encoded, 0, word.encoded.length, bytes, start, end)) {
            word = new Word(Arrays.copyOfRange(bytes, start, end));
            words[place] = word;
        }
        return word.decoded;
    }
}
