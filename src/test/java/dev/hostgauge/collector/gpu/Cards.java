package dev.hostgauge.collector.gpu;

import dev.hostgauge.collector.Crew;
import dev.hostgauge.collector.PointList;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One machine's GPUs, read cycle after cycle by the collector that stands. */
final class Cards implements AutoCloseable {
    private final Crew crew = new Crew();
    private final Gpus gpus;

    Cards(RecordedMachine machine) {
        this(new SysfsFaults(), machine);
    }

    Cards(SysfsFaults driver, RecordedMachine machine) {
        gpus = new Gpus(driver.of(machine.machine()), crew, Optional.empty());
    }

    /** One cycle. */
    PointList read() throws IOException {
        return PointList.of(gpus);
    }

    /** The points of one GPU, without its name and UUID. */
    static Map<String, Double> of(String gpu, PointList list) {
        Map<String, Double> own = new TreeMap<>();
        list.points().forEach((series, value) -> {
            if (series.contains("gpu=\"" + gpu + "\"")) {
                own.put(
                        series.replaceAll("gpu=\"[^\"]*\",uuid=\"[^\"]*\",?", "")
                                .replace("{}", ""),
                        value);
            }
        });
        return own;
    }

    /** Text of a recorded machine with one card. */
    static String card(String address, String vendor, String driver, String... filesAndContents) {
        String folder = "sys/bus/pci/devices/" + address + "/";
        StringBuilder text = new StringBuilder();
        append(text, folder + "class", "0x030000");
        append(text, folder + "vendor", "0x" + vendor);
        append(text, folder + "device", "0x1234");
        if (!driver.isEmpty()) {
            text.append("== link ")
                    .append(folder)
                    .append("driver -> ../../drivers/")
                    .append(driver)
                    .append('\n');
        }
        for (int i = 0; i < filesAndContents.length; i += 2) {
            append(text, folder + filesAndContents[i], filesAndContents[i + 1]);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String file, String content) {
        text.append("== file ").append(file).append('\n').append(content).append('\n');
    }

    @Override
    public void close() {
        crew.close();
    }
}
