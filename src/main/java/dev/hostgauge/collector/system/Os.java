package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.SharedFile;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Name and version of the distribution, from {@code /etc/os-release} or {@code /usr/lib/os-release}. */
final class Os implements Collector {
    static final MetricDef INFO = MetricDef.gauge(
            "node_os_info",
            "1, with the fields of os-release in labels; absent where there is no such file.",
            "build_id",
            "id",
            "id_like",
            "image_id",
            "image_version",
            "name",
            "pretty_name",
            "variant",
            "variant_id",
            "version",
            "version_codename",
            "version_id");
    static final MetricDef VERSION = MetricDef.gauge(
            "node_os_version",
            "Major and minor version of the distribution as one decimal number, so that 9.10 is 9.1; "
                    + "absent where it has no version.",
            "id",
            "id_like",
            "name");
    private static final MetricDef SUPPORT_END = MetricDef.gauge(
            "node_os_support_end_timestamp_seconds",
            "When support of the distribution's release ends, in seconds since 1970; absent where it does not say.");

    static final List<Declaration> METRICS = List.of(INFO, VERSION, SUPPORT_END);

    private static final List<String> FIELDS = List.of(
            "BUILD_ID",
            "ID",
            "ID_LIKE",
            "IMAGE_ID",
            "IMAGE_VERSION",
            "NAME",
            "PRETTY_NAME",
            "VARIANT",
            "VARIANT_ID",
            "VERSION",
            "VERSION_CODENAME",
            "VERSION_ID");
    private static final Pattern MAJOR_MINOR = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final List<SharedFile> files;
    private final Text text = new Text();

    Os(Context context) {
        files = OsRelease.files(context.machine().root());
    }

    @Override
    public void collect(Sink sink) throws IOException {
        OsRelease.read(files, sink.cycle(), text).ifPresent(release -> add(release, sink));
    }

    private void add(OsRelease release, Sink sink) {
        sink.add(INFO, 1, FIELDS.stream().map(release::field).toArray(String[]::new));
        parseVersion(release.field("VERSION_ID"))
                .ifPresent(version -> sink.add(
                        VERSION, version, release.field("ID"), release.field("ID_LIKE"), release.field("NAME")));
        String supportEnd = release.field("SUPPORT_END");
        if (!supportEnd.isEmpty()) {
            try {
                LocalDate day = LocalDate.parse(supportEnd);
                sink.add(SUPPORT_END, (double) day.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
            } catch (DateTimeParseException notADay) {
                sink.problem(text.source(), "SUPPORT_END: want a day such as 2030-12-31, got '" + supportEnd + "'");
            }
        }
    }

    /** The number in front; empty for releases without one, such as Arch and Debian testing. */
    static OptionalDouble parseVersion(String versionId) {
        Matcher matcher = MAJOR_MINOR.matcher(versionId);
        if (!matcher.lookingAt()) {
            return OptionalDouble.empty();
        }
        double version = Double.parseDouble(matcher.group());
        return version > 0 ? OptionalDouble.of(version) : OptionalDouble.empty();
    }
}
