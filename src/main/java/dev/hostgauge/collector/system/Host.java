package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Due;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Machine;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.SharedFile;
import dev.hostgauge.machine.SystemCalls.Uname;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import dev.hostgauge.metric.OtelDef;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What machine this is, for people, and how long it is up. */
final class Host implements Collector {
    static final MetricDef INFO = MetricDef.gauge(
            "host_info",
            "1, with what the machine is in labels: name, distribution, kernel, architecture, model and vendor; "
                    + "empty where unknown. Read once a minute.",
            "hostname",
            "os",
            "os_version",
            "kernel",
            "architecture",
            "model",
            "vendor");
    static final MetricDef UPTIME = MetricDef.gauge(
                    "host_uptime_seconds", "How long the machine is up, in seconds, time asleep included.")
            .otel(OtelDef.gauge("system.uptime", "s"));

    static final List<Declaration> METRICS = List.of(INFO, UPTIME);

    private final Machine machine;
    private final KernelFile uptime;
    private final List<SharedFile> osRelease;
    private final Text text = new Text();
    private String[] facts = {};
    private final Due factsDue;

    Host(Context context) {
        machine = context.machine();
        factsDue = new Due(machine.clock(), Due.FACTS);
        uptime = machine.proc().file("uptime");
        osRelease = OsRelease.files(machine.root());
    }

    @Override
    public void collect(Sink sink) {
        if (factsDue.take()) {
            readFacts(sink);
        }
        if (Arrays.stream(facts).anyMatch(fact -> !fact.isEmpty())) {
            sink.add(INFO, 1, facts);
        }
        addUptime(sink);
    }

    /** What cannot be read now is asked for again in the next cycle. */
    private void readFacts(Sink sink) {
        Uname uname = uname(sink);
        OsRelease release = osRelease(sink);
        String prettyName = release.field("PRETTY_NAME");
        facts = new String[] {
            uname.nodename(),
            prettyName.isEmpty() ? release.field("NAME") : prettyName,
            release.field("VERSION_ID"),
            uname.release(),
            uname.machine(),
            firstFact(sink, machine.sys(), "class/dmi/id/product_name", "firmware/devicetree/base/model"),
            firstFact(sink, machine.sys(), "class/dmi/id/sys_vendor")
        };
    }

    private Uname uname(Sink sink) {
        try {
            return machine.uname();
        } catch (IOException failure) {
            factsDue.now();
            sink.problem("uname", failure);
            return new Uname("", "", "", "", "", "");
        }
    }

    private OsRelease osRelease(Sink sink) {
        try {
            return OsRelease.read(osRelease, sink.cycle(), text).orElse(OsRelease.UNKNOWN);
        } catch (IOException failure) {
            factsDue.now();
            sink.problem("os-release", failure);
            return OsRelease.UNKNOWN;
        }
    }

    /** The first of these files that says something; empty if none does. */
    private String firstFact(Sink sink, Root from, String... files) {
        for (String file : files) {
            try {
                // Strings of the device tree end with a null character.
                String fact = from.fact(file).orElse("").replace("\0", "").strip();
                if (!fact.isEmpty()) {
                    return fact;
                }
            } catch (IOException failure) {
                factsDue.now();
                sink.problem(from.path().resolve(file), failure);
            }
        }
        return "";
    }

    private void addUptime(Sink sink) {
        try {
            if (uptime.readIfPresent(text)) {
                sink.add(UPTIME, parseSeconds(text));
            }
        } catch (IOException failure) {
            sink.problem(uptime.path(), failure);
        }
    }

    static double parseSeconds(Text text) throws Malformed {
        text.nextLine();
        if (text.startsWith("-")) {
            throw text.malformed("seconds of 0 or more");
        }
        return text.decimal();
    }
}
