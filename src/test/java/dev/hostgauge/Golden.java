package dev.hostgauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A file that says what is expected; {@code -Dgolden=update} writes it anew, and its diff is the review. */
public final class Golden {
    private Golden() {}

    /** Compares with the file, byte for byte. */
    public static void check(Path file, String actual) throws IOException {
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, actual);
        }
        assertThat(file).isRegularFile();
        assertThat(actual)
                .as("%s; if what changed is meant: ./mvnw test -Dgolden=update", file)
                .isEqualTo(Files.readString(file));
    }
}
