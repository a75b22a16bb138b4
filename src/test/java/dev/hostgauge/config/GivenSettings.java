package dev.hostgauge.config;

import com.typesafe.config.ConfigFactory;

/** A collector's settings as somebody wrote them, for tests. */
public final class GivenSettings {
    private GivenSettings() {}

    /** This text, and nothing from {@code reference.conf}. */
    public static CollectorSettings of(String block) {
        return new CollectorSettings(ConfigFactory.parseString(block));
    }

    /** This text over what {@code reference.conf} says for the collector. */
    public static CollectorSettings over(String collector, String block) {
        return new CollectorSettings(ConfigFactory.parseString(block)
                .withFallback(Reference.load().config().getConfig(Key.COLLECTORS + collector)));
    }
}
