package dev.hostgauge;

import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** One way in which a source can be wrong. */
enum Fault {
    EMPTY,
    TRUNCATED,
    NOT_A_NUMBER,
    EXTRA_COLUMNS,
    HUGE_COUNTERS,
    NEGATIVE,
    NOT_UTF8,
    /** By a directory in its place, because root may read every file. */
    UNREADABLE,
    /** An input/output error when it is read. */
    EIO,
    FIFO;

    /** Makes a source wrong, whose right content this is. */
    void strike(RecordedMachine machine, String path, String content) throws IOException {
        switch (this) {
            case EMPTY -> machine.write(path, "");
            case TRUNCATED -> machine.write(path, content.substring(0, content.length() / 2));
            case NOT_A_NUMBER -> machine.write(path, content.replaceAll("[0-9]+", "x"));
            case EXTRA_COLUMNS -> machine.write(path, content.replaceAll("(?m)$", " 7 seven"));
            case HUGE_COUNTERS -> machine.write(path, content.replaceAll("\\b[0-9]+\\b", "18446744073709551615"));
            case NEGATIVE -> machine.write(path, content.replaceAll("\\b[0-9]+\\b", "-1"));
            case NOT_UTF8 ->
                machine.write(path, content.replaceAll("[a-z0-9]", "\u00ff").getBytes(StandardCharsets.ISO_8859_1));
            case UNREADABLE -> {
                Files.delete(machine.path(path));
                Files.createDirectory(machine.path(path));
            }
            case EIO -> machine.eio(path);
            case FIFO -> machine.fifo(path);
        }
    }
}
