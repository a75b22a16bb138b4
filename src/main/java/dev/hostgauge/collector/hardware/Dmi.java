package dev.hostgauge.collector.hardware;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Root;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What the firmware says of the machine (DMI, SMBIOS), from {@code /sys/class/dmi/id}; it says the same until reboot. */
final class Dmi implements Collector {
    private static final String[] FACTS = {
        "bios_date",
        "bios_release",
        "bios_vendor",
        "bios_version",
        "board_asset_tag",
        "board_name",
        "board_serial",
        "board_vendor",
        "board_version",
        "chassis_asset_tag",
        "chassis_serial",
        "chassis_vendor",
        "chassis_version",
        "product_family",
        "product_name",
        "product_serial",
        "product_sku",
        "product_uuid",
        "product_version",
        "system_vendor"
    };
    private static final MetricDef INFO = MetricDef.gauge(
            "node_dmi_info",
            "1, with what the firmware says of the machine in labels; empty where it says nothing, and serial numbers and the UUID for users but root.",
            FACTS);

    static final List<Declaration> METRICS = List.of(INFO);

    private static final String FOLDER = "class/dmi/id";
    /** The kernel shows these to root alone, so that anybody else's being refused is no fault. */
    private static final Set<String> FOR_ROOT =
            Set.of("board_serial", "chassis_serial", "product_serial", "product_uuid");

    private final Root sys;

    Dmi(Context context) {
        sys = context.machine().sys();
    }

    @Override
    public void collect(Sink sink) {
        if (!sys.exists(FOLDER)) {
            return;
        }
        String[] facts = new String[FACTS.length];
        for (int i = 0; i < FACTS.length; i++) {
            facts[i] = fact(FACTS[i], sink);
        }
        if (Arrays.stream(facts).anyMatch(fact -> !fact.isEmpty())) {
            sink.add(INFO, 1, facts);
        }
    }

    private String fact(String label, Sink sink) {
        String file = FOLDER + "/" + (label.equals("system_vendor") ? "sys_vendor" : label);
        try {
            return sys.fact(file).orElse("");
        } catch (IOException failure) {
            if (!FOR_ROOT.contains(label)) {
                sink.problem(sys.path().resolve(file), failure);
            }
            return "";
        }
    }
}
