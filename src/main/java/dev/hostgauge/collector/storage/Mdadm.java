package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Arrays of the kernel's software RAID, from {@code /proc/mdstat} and, of each array there, {@code /sys/block/md*}{@code
 * /md}. An array that makes no sense costs itself alone.
 */
final class Mdadm implements Collector {
    static final MetricDef STATE = MetricDef.gauge(
            "node_md_state",
            "1 for the state that the array is in, else 0; all 0 while it is reshaped and when it is broken.",
            "device",
            "state");
    static final MetricDef DISKS = MetricDef.gauge(
            "node_md_disks",
            "Disks of the array that are active, failed or spare; active is absent where the level does not say.",
            "device",
            "state");
    static final MetricDef DISKS_REQUIRED = MetricDef.gauge(
            "node_md_disks_required",
            "Disks that the array has when all is well; absent while it is inactive and where the level does not say.",
            "device");
    static final MetricDef BLOCKS =
            MetricDef.gauge("node_md_blocks", "Size of the array in blocks of 1024 bytes.", "device");
    static final MetricDef BLOCKS_SYNCED = MetricDef.gauge(
            "node_md_blocks_synced",
            "Blocks that the recovery, resync, check or reshape has done, 0 while it waits; all blocks if there is none."
                    + " Absent while another node of the cluster does it.",
            "device");
    static final MetricDef RAID_DISKS = MetricDef.gauge(
            "node_md_raid_disks",
            "Disks in the array when it is whole, as sysfs says; absent for containers.",
            "device");
    static final MetricDef DEGRADED = MetricDef.gauge(
            "node_md_degraded", "Disks that the array lacks; absent for levels without redundancy.", "device");

    static final List<Declaration> METRICS =
            List.of(STATE, DISKS, DISKS_REQUIRED, BLOCKS, BLOCKS_SYNCED, RAID_DISKS, DEGRADED);

    private final Root sys;
    private final KernelFile mdstat;
    private final Text text = new Text();
    private final Text number = new Text();
    private final Map<String, MdArray> arrays = new TreeMap<>();

    Mdadm(Context context) {
        sys = context.machine().sys();
        mdstat = context.machine().proc().file("mdstat");
    }

    @Override
    public void collect(Sink sink) throws IOException {
        if (mdstat.readIfPresent(text)) {
            parse(text, sink);
        }
        for (Iterator<MdArray> each = arrays.values().iterator(); each.hasNext(); ) {
            MdArray array = each.next();
            if (array.takeSeen()) {
                array.emit(number, sink);
            } else {
                array.close();
                each.remove();
            }
        }
    }

    /** The first line names the levels that the kernel knows; the last one, disks that are in no array. */
    private void parse(Text lines, Sink sink) throws Malformed {
        if (!lines.nextLine() || !lines.startsWith("Personalities")) {
            throw lines.malformed("a first line 'Personalities : …'");
        }
        Optional<MdArray> array = Optional.empty();
        while (lines.nextLine()) {
            if (lines.atLineEnd() || lines.startsWith("unused devices:")) {
                continue;
            }
            try {
                String first = lines.word();
                if (lines.startsWith(":")) {
                    array = Optional.empty();
                    String name = MdArray.name(first, lines);
                    array = Optional.of(arrays.computeIfAbsent(name, device -> new MdArray(sys, device)));
                }
                if (array.isPresent()) {
                    array.get().take(first, lines);
                }
            } catch (Malformed malformed) {
                array.ifPresent(MdArray::takeSeen);
                sink.problem(array.map(MdArray::device).orElse("mdstat"), malformed);
                array = Optional.empty();
            }
        }
    }
}
