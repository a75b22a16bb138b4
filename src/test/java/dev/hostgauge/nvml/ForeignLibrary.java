package dev.hostgauge.nvml;

import java.nio.file.Path;

/** A driver library that this machine cannot load, for tests of other packages. */
public final class ForeignLibrary {
    private ForeignLibrary() {}

    /** Makes it in this folder. */
    public static Path forAnotherArchitecture(Path folder) {
        return FakeLibrary.forAnotherArchitecture(folder);
    }
}
