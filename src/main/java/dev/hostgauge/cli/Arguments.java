package dev.hostgauge.cli;

import dev.hostgauge.config.Assignment;
import java.util.List;
import java.util.Optional;

/**
 * What the user typed, understood.
 *
 * @param command what is asked for
 * @param help whether only help is asked for
 * @param version whether only the version is asked for
 * @param markdown whether the catalogue is wanted as a page
 * @param configFile the file that was named
 * @param assignments the keys that flags and {@code --set} set, in order
 * @param mistakes what could not be understood, one line each
 */
record Arguments(
        Command command,
        boolean help,
        boolean version,
        boolean markdown,
        Optional<String> configFile,
        List<Assignment> assignments,
        List<String> mistakes) {
    Arguments {
        assignments = List.copyOf(assignments);
        mistakes = List.copyOf(mistakes);
    }
}
