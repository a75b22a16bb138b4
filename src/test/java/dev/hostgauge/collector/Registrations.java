package dev.hostgauge.collector;

import java.util.List;
import java.util.NoSuchElementException;

/** Finds collectors in their subject's list, for tests. */
public final class Registrations {
    private Registrations() {}

    public static Registration named(String name, List<Registration> subject) {
        return subject.stream()
                .filter(registration -> registration.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }
}
