package dev.hostgauge.machine.oshi;

import dev.hostgauge.metric.Platform;
import java.util.Optional;
import oshi.hardware.ComputerSystem;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.NetworkParams;
import oshi.software.os.OperatingSystem;
import oshi.software.os.OperatingSystem.OSVersionInfo;

/** Puts together what machine this is, from the several places where the systems keep it. */
final class FactFinder {
    private FactFinder() {}

    static SystemFacts facts(
            Platform platform, HardwareAbstractionLayer hardware, OperatingSystem system, BesideOshi beside) {
        OSVersionInfo version = system.getVersionInfo();
        Optional<String> build = version == null ? Optional.empty() : Sentinels.text(version.getBuildNumber());
        ComputerSystem computer = hardware.getComputerSystem();
        return new SystemFacts(
                kernelName(platform),
                kernelRelease(platform, build, beside),
                kernelVersion(platform, build, beside),
                beside.sysctl("hw.machine").or(() -> beside.property("os.arch").map(FactFinder::asUnameSays)),
                hostname(system, beside),
                Sentinels.text(system.getFamily()),
                version == null ? Optional.empty() : Sentinels.text(version.getVersion()),
                version == null ? Optional.empty() : Sentinels.text(version.getCodeName()),
                build,
                computer == null ? Optional.empty() : Sentinels.text(computer.getModel()),
                computer == null ? Optional.empty() : Sentinels.text(computer.getManufacturer()));
    }

    private static Optional<String> kernelName(Platform platform) {
        return Optional.of(platform == Platform.MACOS ? "Darwin" : platform.label());
    }

    /** What uname(1) would say, which on macOS is another number than the system's own version. */
    private static Optional<String> kernelRelease(Platform platform, Optional<String> build, BesideOshi beside) {
        return switch (platform) {
            case LINUX -> beside.property("os.version");
            case MACOS -> beside.sysctl("kern.osrelease");
            // "10.0" is of Windows 10 and 11 alike: the build tells them apart.
            case WINDOWS ->
                beside.property("os.version")
                        .map(version ->
                                version + build.map(number -> "." + number).orElse(""));
        };
    }

    private static Optional<String> kernelVersion(Platform platform, Optional<String> build, BesideOshi beside) {
        return platform == Platform.WINDOWS ? build : beside.sysctl("kern.version");
    }

    private static String asUnameSays(String architecture) {
        return architecture.equals("amd64") ? "x86_64" : architecture;
    }

    static Optional<String> hostname(OperatingSystem system, BesideOshi beside) {
        return beside.sysctl("kern.hostname").or(() -> {
            NetworkParams network = system.getNetworkParams();
            return network == null ? Optional.empty() : Sentinels.text(network.getHostName());
        });
    }
}
