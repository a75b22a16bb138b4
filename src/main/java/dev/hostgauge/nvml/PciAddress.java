package dev.hostgauge.nvml;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PCI address as NVML writes it, {@code 00000000:3B:00.0}, and as sysfs does, {@code 0000:3b:00.0}. */
final class PciAddress {
    private static final Pattern FORM =
            Pattern.compile("0*([0-9a-fA-F]{1,8}):([0-9a-fA-F]{2}):([0-9a-fA-F]{2})\\.([0-7])");
    private static final int SYSFS_DOMAIN_DIGITS = 4;
    private static final int NVML_DOMAIN_DIGITS = 8;

    private PciAddress() {}

    /** Empty if it is none. */
    static Optional<String> sysfs(String address) {
        return written(address, SYSFS_DOMAIN_DIGITS).map(written -> written.toLowerCase(Locale.ROOT));
    }

    /** Empty if it is none. */
    static Optional<String> nvml(String address) {
        return written(address, NVML_DOMAIN_DIGITS).map(written -> written.toUpperCase(Locale.ROOT));
    }

    private static Optional<String> written(String address, int domainDigits) {
        Matcher parts = FORM.matcher(address);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String domain = parts.group(1);
        String zeros = "0".repeat(Math.max(0, domainDigits - domain.length()));
        return Optional.of(zeros + domain + ':' + parts.group(2) + ':' + parts.group(3) + '.' + parts.group(4));
    }
}
