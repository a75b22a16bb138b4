package dev.hostgauge.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The binding's offsets are those of the table that the fake driver and NVIDIA's own declarations are compared with. */
class LayoutTest {
    private static final Path STRUCTS = Path.of("src/test/resources/gpus/structs.txt");

    /** Beginnings of the constants' names, the struct, and the names of its fields here and there. */
    private static final String NAMES = """
            PCI_INFO nvmlPciInfo_t BUS_ID=busId
            MEMORY nvmlMemory_t TOTAL=total FREE=free USED=used
            MEMORY nvmlBAR1Memory_t TOTAL=bar1Total FREE=bar1Free USED=bar1Used
            MEMORY_V2 nvmlMemory_v2_t TOTAL=total RESERVED=reserved FREE=free USED=used
            TEMPERATURE nvmlTemperature_v1_t SENSOR=sensorType CELSIUS=temperature
            MARGIN nvmlMarginTemperature_v1_t CELSIUS=marginTemperature
            FAN_SPEED nvmlFanSpeedInfo_v1_t FAN=fan RPM=speed
            REPAIR nvmlRepairStatus_v1_t CHANNEL=bChannelRepairPending
            FIELD nvmlFieldValue_t ID=fieldId SCOPE=scopeId TYPE=valueType RETURN=nvmlReturn VALUE=value
            PROCESS_V1 nvmlProcessInfo_v1_t
            PROCESS nvmlProcessInfo_v1_t PID=pid MEMORY=usedGpuMemory
            PROCESS nvmlProcessInfo_v2_t PID=pid MEMORY=usedGpuMemory
            EVENT nvmlEventData_t DEVICE=device TYPE=eventType DATA=eventData
            GPM_SUPPORT nvmlGpmSupport_t IS_SUPPORTED=isSupportedDevice
            GPM_METRICS nvmlGpmMetricsGet_t COUNT=numMetrics OLDER=sample1 NEWER=sample2 FIRST=metrics
            GPM_METRIC nvmlGpmMetric_t ID=metricId RETURN=nvmlReturn VALUE=value
            """;

    private final Map<String, Integer> constants = constants();
    private final Map<String, Integer> compared = new TreeMap<>();

    @Test
    void everyOffsetSizeAndVersionIsThatOfTheTable() throws IOException {
        Map<String, String[]> structs = new HashMap<>();
        for (String line : Files.readAllLines(STRUCTS)) {
            String[] words = line.split(" ", -1);
            structs.put(words[0], words);
        }
        NAMES.lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            compare(words, structs.getOrDefault(words[1], new String[0]));
        });
        // The text that is the struct's last field, and what the newest driver's struct has room for.
        compared.put("PCI_BUS_ID_BYTES", 68 - 36);
        compared.put("GPM_METRICS_BYTES", 24 + 333 * 40);
        assertThat(compared).isEqualTo(constants);
    }

    private void compare(String[] names, String[] struct) {
        assertThat(struct).describedAs(names[1]).hasSizeGreaterThan(2);
        // Of the structs of processes, the entries of the newer are the larger.
        boolean older = names[0].equals("PROCESS") && names[1].endsWith("_v1_t");
        String size = names[0] + "_BYTES";
        if (!older && !struct[1].equals("*") && constants.containsKey(size)) {
            compared.put(size, Integer.valueOf(struct[1]));
        }
        if (struct[2].startsWith("0x")) {
            compared.put(names[0] + "_VERSION", Integer.decode(struct[2]));
        }
        for (int i = 2; i < names.length; i++) {
            String[] field = names[i].split("=", 2);
            Integer offset = offset(struct, field[1]);
            String constant = names[0] + '_' + field[0];
            assertThat(compared.getOrDefault(constant, offset))
                    .describedAs(constant)
                    .isEqualTo(offset);
            compared.put(constant, offset);
        }
    }

    private static Integer offset(String[] struct, String field) {
        for (String word : struct) {
            if (word.startsWith(field + '@')) {
                return Integer.valueOf(word.substring(field.length() + 1));
            }
        }
        throw new AssertionError(struct[0] + " has no " + field);
    }

    private static Map<String, Integer> constants() {
        Map<String, Integer> constants = new TreeMap<>();
        for (Field constant : Layout.class.getDeclaredFields()) {
            if (constant.getType() == int.class) {
                try {
                    constants.put(constant.getName(), constant.getInt(null));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return constants;
    }
}
