package dev.hostgauge.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be asked for. */
enum Command {
    SERVE("", "Serves metrics until it is stopped."),
    ONCE("once", "Reads the machine once and prints what a scrape would get."),
    CHECK_CONFIG("check-config", "Says whether the configuration is valid, or everything that is wrong with it."),
    PRINT_CONFIG("print-config", "Prints the configuration that holds and where each value comes from."),
    METRICS("metrics", "Lists every metric there is; with --markdown as a page of documentation.");

    private final String word;
    private final String purpose;

    Command(String word, String purpose) {
        this.word = word;
        this.purpose = purpose;
    }

    String word() {
        return word;
    }

    String purpose() {
        return purpose;
    }

    static Optional<Command> of(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word.equals(word))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values())
                .map(Command::word)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
