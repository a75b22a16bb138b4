package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Registration.Portable;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Clock;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.Platform;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** The clock and its time zone as Java knows them. */
final class PortableTime implements Collector {
    private static final List<Declaration> METRICS = List.of(Time.SECONDS, Time.ZONE_OFFSET);

    static final Portable VARIANT =
            Portable.of(Map.of(Platform.MACOS, METRICS, Platform.WINDOWS, METRICS), PortableTime::new);

    private final Clock clock;
    private final TimeZone zone = TimeZone.getTimeZone(ZoneId.systemDefault());

    PortableTime(Context context) {
        clock = context.machine().clock();
    }

    @Override
    public void collect(Sink sink) {
        Instant now = clock.now();
        sink.add(Time.SECONDS, now.getEpochSecond() + now.getNano() / 1e9);
        boolean summer = zone.inDaylightTime(Date.from(now));
        sink.add(
                Time.ZONE_OFFSET,
                zone.getOffset(now.toEpochMilli()) / 1000.0,
                zone.getDisplayName(summer, TimeZone.SHORT, Locale.ROOT));
    }
}
