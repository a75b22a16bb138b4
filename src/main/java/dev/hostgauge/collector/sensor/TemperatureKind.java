package dev.hostgauge.collector.sensor;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a temperature is the temperature of, as far as the names of drivers and labels tell. */
enum TemperatureKind {
    CPU,
    GPU,
    DISK,
    MEMORY,
    CHIPSET,
    NETWORK,
    BATTERY,
    /** The air in the case or the board as a whole. */
    AMBIENT,
    OTHER;

    private static final Pattern ANY = Pattern.compile("");

    /** Drivers and labels in lower case; the first that fits decides. */
    private static final List<Rule> RULES = List.of(
            driver("coretemp|k8temp|k10temp|fam15h_power|zenpower|zenergy|via_cputemp|sbtsi|peci_cputemp.*", CPU),
            driver("amdgpu|radeon|nouveau|nova|i915|xe", GPU),
            driver("nvme|drivetemp", DISK),
            driver("jc42|spd5118|peci_dimmtemp.*", MEMORY),
            driver("pch_.*", CHIPSET),
            driver(
                    "iwlwifi.*|mt7\\d.*|ath\\d+k.*|rtw\\d.*|r8169.*|tg3|bnx.*|mlx\\d.*|igb|ixgbe|be2net|atlantic|sfp.*",
                    NETWORK),
            driver("bat\\d.*|.*battery.*|sbs.*|bq2\\d.*|max170\\d.*", BATTERY),
            // Thermal zones of systems on a chip, of ACPI and of Intel's platform framework.
            driver("x86_pkg_temp|tcpu.*|b0d4|soc_dts\\d|bcm2\\d+_thermal|soc\\d?[-_]thermal|(big|little)core.*", CPU),
            driver("cpu.*", CPU),
            driver("gpu.*", GPU),
            driver("tmem|ddr.*|dram.*", MEMORY),
            driver("wlan.*|wifi.*|modem.*", NETWORK),
            // The System Management Controller of a Mac labels by keys of four characters.
            rule("applesmc", "tc\\w\\w", CPU),
            rule("applesmc", "tg\\w\\w", GPU),
            rule("applesmc", "th\\w\\w", DISK),
            rule("applesmc", "tm\\w\\w", MEMORY),
            rule("applesmc", "t[np]\\w\\w", CHIPSET),
            rule("applesmc", "tw\\w\\w", NETWORK),
            rule("applesmc", "tb\\w\\w", BATTERY),
            rule("applesmc", "ta\\w\\w", AMBIENT),
            // Boards' monitoring chips say it in the label.
            label(".*\\b(vrm|vr|mos|mosfet)\\b.*", OTHER),
            label("pch_dim.*|.*dimm.*|.*(memory|dram)\\b.*", MEMORY),
            label("pch_cpu.*", CPU),
            label("pch_.*|.*\\b(chipset|pch|(north|south) ?bridge)\\b.*", CHIPSET),
            label(".*cpu.*|tctl|tdie|tccd\\d+|package id.*|core \\d+|peci agent.*|smbusmaster.*|(amd )?tsi.*", CPU),
            label(".*\\b(gpu|video)\\b.*", GPU),
            label(".*\\b(ssd|hdd|nvme|disk|drive)\\b.*", DISK),
            label(".*\\b(wlan|wi-?fi|ethernet|network)\\b.*", NETWORK),
            label(".*batt.*", BATTERY),
            label(
                    "systin|.*\\b(ambient|motherboard|mb|system|board|chassis|case|inlet|intake|outlet|exhaust)\\b.*",
                    AMBIENT));

    private final String label = name().toLowerCase(Locale.ROOT);

    private record Rule(Pattern driver, Pattern label, TemperatureKind kind) {
        boolean fits(String driverName, String sensorLabel) {
            return isOrAny(driver, driverName) && isOrAny(label, sensorLabel);
        }

        private static boolean isOrAny(Pattern pattern, String text) {
            return pattern == ANY || pattern.matcher(text).matches();
        }
    }

    private static Rule driver(String driver, TemperatureKind kind) {
        return new Rule(Pattern.compile(driver), ANY, kind);
    }

    private static Rule label(String label, TemperatureKind kind) {
        return new Rule(ANY, Pattern.compile(label), kind);
    }

    private static Rule rule(String driver, String label, TemperatureKind kind) {
        return new Rule(Pattern.compile(driver), Pattern.compile(label), kind);
    }

    /**
     * @param driver name of a hwmon chip or type of a thermal zone
     * @param label what the driver calls the sensor; empty if it does not
     */
    static TemperatureKind of(String driver, String label) {
        String lowerDriver = driver.toLowerCase(Locale.ROOT);
        String lowerLabel = label.toLowerCase(Locale.ROOT);
        for (Rule rule : RULES) {
            if (rule.fits(lowerDriver, lowerLabel)) {
                return rule.kind;
            }
        }
        return OTHER;
    }

    /** The spelling in labels. */
    String label() {
        return label;
    }
}
