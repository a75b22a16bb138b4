package dev.hostgauge;

import dev.hostgauge.cli.Program;

/** Where HostGauge begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new Program(new Wiring(), System.out, System.err, System.getenv()).run(args));
    }
}
