package dev.hostgauge.machine.oshi;

import java.util.Optional;

/**
 * What machine this is; each is empty where the system does not say.
 *
 * @param kernelName {@code Darwin}, {@code Windows}, {@code Linux}
 * @param kernelRelease the kernel's version number
 * @param kernelVersion the kernel's words about its build
 * @param architecture of the hardware
 * @param hostname the machine's name
 * @param osName {@code macOS}, {@code Windows}, a distribution's name
 * @param osVersion {@code 14.5}, {@code 11}
 * @param osCodename what the makers call that version, such as Sonoma; on Windows the edition
 * @param osBuild number of the build
 * @param model of the hardware
 * @param vendor of the hardware
 */
public record SystemFacts(
        Optional<String> kernelName,
        Optional<String> kernelRelease,
        Optional<String> kernelVersion,
        Optional<String> architecture,
        Optional<String> hostname,
        Optional<String> osName,
        Optional<String> osVersion,
        Optional<String> osCodename,
        Optional<String> osBuild,
        Optional<String> model,
        Optional<String> vendor) {}
