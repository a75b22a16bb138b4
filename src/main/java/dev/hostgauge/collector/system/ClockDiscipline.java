package dev.hostgauge.collector.system;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.SystemCalls;
import dev.hostgauge.machine.SystemCalls.Timex;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How the kernel steers its clock after a reference, from adjtimex(2); absent where the kernel has no such call. */
final class ClockDiscipline implements Collector {
    private static final MetricDef SYNC_STATUS = MetricDef.gauge(
            "node_timex_sync_status", "Whether something keeps the clock right, such as an NTP client: 1 or 0.");
    private static final MetricDef OFFSET = MetricDef.gauge(
            "node_timex_offset_seconds", "What is left of the clock's last offset from its reference, in seconds.");
    private static final MetricDef FREQUENCY = MetricDef.gauge(
            "node_timex_frequency_adjustment_ratio",
            "How fast the clock is made to run, as a ratio to its own speed: around 1.");
    private static final MetricDef MAXIMUM_ERROR = MetricDef.gauge(
            "node_timex_maxerror_seconds",
            "How wrong the clock may be at most, in seconds; grows while nothing keeps it right, up to 16.");
    private static final MetricDef ESTIMATED_ERROR = MetricDef.gauge(
            "node_timex_estimated_error_seconds",
            "How wrong the clock is thought to be by what keeps it right, in seconds.");
    private static final MetricDef STATUS = MetricDef.gauge(
            "node_timex_status", "Bits of the clock's status as adjtimex(2) lists them, as one number.");
    private static final MetricDef TIME_CONSTANT = MetricDef.gauge(
            "node_timex_loop_time_constant", "Time constant of the phase-locked loop, as an exponent of 2.");
    private static final MetricDef TICK =
            MetricDef.gauge("node_timex_tick_seconds", "Time between two ticks of the clock, in seconds.");
    private static final MetricDef TAI_OFFSET = MetricDef.gauge(
            "node_timex_tai_offset_seconds",
            "What International Atomic Time is ahead of UTC, in seconds; 0 as long as nobody told the kernel.");
    private static final MetricDef PPS_FREQUENCY = MetricDef.gauge(
            "node_timex_pps_frequency_hertz",
            "Correction of the clock's frequency by a reference's pulse per second, as a ratio for all its name.");
    private static final MetricDef PPS_JITTER = MetricDef.gauge(
            "node_timex_pps_jitter_seconds", "By how much the pulses per second come early or late, in seconds.");
    private static final MetricDef PPS_SHIFT = MetricDef.gauge(
            "node_timex_pps_shift_seconds",
            "Duration of the interval between calibrations by the pulses, in seconds as an exponent of 2.");
    private static final MetricDef PPS_STABILITY = MetricDef.gauge(
            "node_timex_pps_stability_hertz",
            "How much the frequency by the pulses wanders, as a ratio for all its name.");
    private static final MetricDef PPS_JITTER_EXCEEDED = MetricDef.counter(
            "node_timex_pps_jitter_total", "Pulses that came too early or too late to be used, a count.");
    private static final MetricDef PPS_CALIBRATIONS =
            MetricDef.counter("node_timex_pps_calibration_total", "Intervals of calibration by the pulses, a count.");
    private static final MetricDef PPS_ERRORS =
            MetricDef.counter("node_timex_pps_error_total", "Calibrations by the pulses that failed, a count.");
    private static final MetricDef PPS_STABILITY_EXCEEDED = MetricDef.counter(
            "node_timex_pps_stability_exceeded_total",
            "Calibrations by the pulses at which the frequency had wandered too far, a count.");

    static final List<Declaration> METRICS = List.of(
            SYNC_STATUS,
            OFFSET,
            FREQUENCY,
            MAXIMUM_ERROR,
            ESTIMATED_ERROR,
            STATUS,
            TIME_CONSTANT,
            TICK,
            TAI_OFFSET,
            PPS_FREQUENCY,
            PPS_JITTER,
            PPS_SHIFT,
            PPS_STABILITY,
            PPS_JITTER_EXCEEDED,
            PPS_CALIBRATIONS,
            PPS_ERRORS,
            PPS_STABILITY_EXCEEDED);

    private static final double NANO = 1e9;
    private static final double MICRO = 1e6;
    /** Frequencies are parts per million with 16 bits behind the point. */
    private static final double PARTS_PER_MILLION = 1e6 * 65536;

    private final SystemCalls calls;

    ClockDiscipline(Context context) {
        calls = context.machine().calls();
    }

    @Override
    public void collect(Sink sink) throws IOException {
        Optional<Timex> timex = calls.adjtimex();
        if (timex.isPresent()) {
            add(timex.get(), sink);
        }
    }

    private static void add(Timex timex, Sink sink) {
        double unit = timex.isNano() ? NANO : MICRO;
        sink.add(SYNC_STATUS, timex.isSynchronized() ? 1 : 0);
        sink.add(OFFSET, timex.offset() / unit);
        sink.add(FREQUENCY, 1 + timex.frequency() / PARTS_PER_MILLION);
        sink.add(MAXIMUM_ERROR, timex.maximumError() / MICRO);
        sink.add(ESTIMATED_ERROR, timex.estimatedError() / MICRO);
        sink.add(STATUS, timex.status());
        sink.add(TIME_CONSTANT, (double) timex.timeConstant());
        sink.add(TICK, timex.tick() / MICRO);
        sink.add(TAI_OFFSET, timex.taiOffset());
        sink.add(PPS_FREQUENCY, timex.ppsFrequency() / PARTS_PER_MILLION);
        sink.add(PPS_JITTER, timex.ppsJitter() / unit);
        sink.add(PPS_SHIFT, timex.ppsShift());
        sink.add(PPS_STABILITY, timex.ppsStability() / PARTS_PER_MILLION);
        sink.add(PPS_JITTER_EXCEEDED, (double) timex.ppsJitterExceeded());
        sink.add(PPS_CALIBRATIONS, (double) timex.ppsCalibrations());
        sink.add(PPS_ERRORS, (double) timex.ppsErrors());
        sink.add(PPS_STABILITY_EXCEEDED, (double) timex.ppsStabilityExceeded());
    }
}
