package dev.hostgauge.nvml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the first bytes of a library of Linux say of where it runs: the dynamic loader says of one for another processor
 * that there is no such file.
 */
final class ElfHeader {
    private static final int BYTES = 20;
    private static final int MAGIC = 0x7f454c46;
    private static final int WIDTH = 4;
    private static final int WIDTH_64 = 2;
    private static final int MACHINE = 18;
    private static final Map<String, Integer> MACHINES = Map.of("amd64", 62, "aarch64", 183);

    private ElfHeader() {}

    /** What the file is instead of a library for this architecture, as Java names it; empty if it is one. */
    static Optional<String> objection(Path file, String architecture) throws IOException {
        byte[] start;
        try (InputStream bytes = Files.newInputStream(file)) {
            start = bytes.readNBytes(BYTES);
        }
        ByteBuffer header = ByteBuffer.wrap(start);
        if (start.length < BYTES || header.getInt(0) != MAGIC) {
            return Optional.of("no library");
        }
        if (start[WIDTH] != WIDTH_64) {
            return Optional.of("a library for a system of 32 bits, not for " + architecture);
        }
        Integer ours = MACHINES.get(architecture);
        int machine = Short.toUnsignedInt(header.order(ByteOrder.LITTLE_ENDIAN).getShort(MACHINE));
        return ours == null || ours == machine
                ? Optional.empty()
                : Optional.of("a library for another architecture, not for " + architecture);
    }
}
