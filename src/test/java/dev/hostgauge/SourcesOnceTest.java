package dev.hostgauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostgauge.collector.RecordedRun;
import dev.hostgauge.machine.OpenedFiles;
import dev.hostgauge.machine.RecordedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesOnceTest {
    @ParameterizedTest
    @CsvSource({
        "bare-metal, proc/1/net/dev",
        "laptop, proc/schedstat",
        "server, proc/stat",
        "storage-server, proc/mdstat",
        "zfs-nas, proc/spl/kstat/zfs/arcstats",
        "router, proc/1/net/arp",
        "cluster-node, proc/1/net/dev",
    })
    void aCycleReadsEachSourceOnce(String machine, String source, @TempDir Path folder) throws IOException {
        try (RecordedMachine recorded = RecordedMachine.unpack(machine, folder);
                RecordedRun run = new RecordedRun(Collectors.ALL, recorded)) {
            run.readAtTheEnd();
            Map<String, Integer> opened;
            try (OpenedFiles files = new OpenedFiles(folder)) {
                run.read();
                opened = files.counts();
            }
            assertThat(opened).containsKeys("proc/meminfo", "proc/diskstats", "proc/loadavg", source);
            assertThat(opened).allSatisfy((path, times) -> assertThat(times).isEqualTo(1));
        }
    }
}
