package dev.hostgauge.collector.custom;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.metric.Catalogue;
import dev.hostgauge.metric.Family;
import dev.hostgauge.metric.MetricDef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the files together: metrics that several files have are one, and a file that cannot stand beside ours or those
 * before it is left out whole. The same readings give the same families, without any work.
 */
final class Assembly {
    private final Catalogue ours;
    private List<Reading> assembled = List.of();
    private Result result = new Result(List.of(), List.of(), Map.of());

    /**
     * What comes of a cycle's readings.
     *
     * @param families one a metric
     * @param served the readings that are in them
     * @param problems what is wrong with files, served or not
     */
    record Result(List<Family> families, List<Reading> served, Map<Path, Malformed> problems) {}

    /**
     * @param ours whose names no file may have
     */
    Assembly(Catalogue ours) {
        this.ours = ours;
    }

    /** Everything that the files say, earlier ones before later ones. */
    Result of(List<Reading> readings) {
        if (!isAsBefore(readings)) {
            result = assemble(readings);
            assembled = List.copyOf(readings);
        }
        return result;
    }

    @SuppressWarnings("ReferenceEquality") // A reading is the same object until its file changes.
    private boolean isAsBefore(List<Reading> readings) {
        if (readings.size() != assembled.size()) {
            return false;
        }
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i) != assembled.get(i)) {
                return false;
            }
        }
        return true;
    }

    private Result assemble(List<Reading> readings) {
        Map<String, MetricDef> known = new HashMap<>();
        result.families.forEach(family -> known.put(family.metric().name(), family.metric()));
        JointFiles joint = new JointFiles(ours, known);
        List<Reading> served = new ArrayList<>();
        Map<Path, Malformed> problems = new LinkedHashMap<>();
        for (Reading reading : readings) {
            try {
                @Nullable Malformed otherHelp = joint.add(reading);
                served.add(reading);
                if (otherHelp != null) {
                    problems.put(reading.path(), otherHelp);
                }
            } catch (Malformed refused) {
                problems.put(reading.path(), refused);
            }
        }
        return new Result(joint.families(), List.copyOf(served), problems);
    }
}
