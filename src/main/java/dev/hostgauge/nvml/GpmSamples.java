package dev.hostgauge.nvml;

import java.lang.ref.Reference;

/**
 * How busy the parts of a GPU were between two samples, in percent, on Hopper and later. The samples are for one
 * thread: two that take them at once have brought a driver down. From {@link Nvml#gpmSamples}.
 */
public final class GpmSamples implements AutoCloseable {
    private static final int UNTOUCHED = 999;

    private final boolean available;
    private final long device;
    private final int[] metricIds;
    private final NativeBuffer metrics = new NativeBuffer(Layout.GPM_METRICS_BYTES);
    private long older;
    private long newer;
    private int taken;

    GpmSamples(boolean available, long device, int... metricIds) {
        this.available = available;
        this.device = device;
        this.metricIds = metricIds.clone();
        if (metricIds.length * Layout.GPM_METRIC_BYTES > Layout.GPM_METRICS_BYTES - Layout.GPM_METRICS_FIRST) {
            throw new IllegalArgumentException(metricIds.length + " metrics");
        }
        reset();
    }

    /** Takes one: what was the newest is now the previous. One that failed counts for nothing. */
    public NvmlReturn sample() {
        if (!available) {
            return NvmlReturn.FUNCTION_NOT_FOUND;
        }
        NvmlReturn room = allocate();
        if (room != NvmlReturn.SUCCESS) {
            return room;
        }
        NvmlReturn answer = NvmlReturn.of(Extras.Gpm.nvmlGpmSampleGet(device, older));
        if (answer == NvmlReturn.SUCCESS) {
            long newest = older;
            older = newer;
            newer = newest;
            taken = Math.min(2, taken + 1);
        } else {
            // What it left in the older one is not known.
            taken = Math.min(1, taken);
        }
        return answer;
    }

    /** Compares the previous sample with the newest; {@link NvmlReturn#NO_DATA} before there are two. */
    public NvmlReturn compute() {
        reset();
        if (taken < 2) {
            return NvmlReturn.NO_DATA;
        }
        metrics.putInt(0, Layout.GPM_METRICS_VERSION);
        metrics.putInt(Layout.GPM_METRICS_COUNT, metricIds.length);
        metrics.putLong(Layout.GPM_METRICS_OLDER, older);
        metrics.putLong(Layout.GPM_METRICS_NEWER, newer);
        try {
            return NvmlReturn.of(Extras.Gpm.nvmlGpmMetricsGet(metrics.address()));
        } finally {
            Reference.reachabilityFence(metrics);
        }
    }

    /** In percent for ratios; NaN if it is not known. */
    public double value(int metricId) {
        for (int index = 0; index < metricIds.length; index++) {
            if (metricIds[index] == metricId
                    && metrics.getInt(at(index, Layout.GPM_METRIC_RETURN)) == 0
                    && metrics.getInt(at(index, Layout.GPM_METRIC_ID)) == metricId) {
                return metrics.getDouble(at(index, Layout.GPM_METRIC_VALUE));
            }
        }
        return Double.NaN;
    }

    /** Frees the samples; to be called before {@link Nvml#shutdown}. */
    @Override
    public void close() {
        taken = 0;
        if (older != 0) {
            Extras.Gpm.nvmlGpmSampleFree(older);
            older = 0;
        }
        if (newer != 0) {
            Extras.Gpm.nvmlGpmSampleFree(newer);
            newer = 0;
        }
    }

    boolean intact() {
        return metrics.intact();
    }

    private NvmlReturn allocate() {
        while (older == 0 || newer == 0) {
            metrics.putLong(0, 0);
            try {
                NvmlReturn answer = NvmlReturn.of(Extras.Gpm.nvmlGpmSampleAlloc(metrics.address()));
                if (answer != NvmlReturn.SUCCESS) {
                    return answer;
                }
            } finally {
                Reference.reachabilityFence(metrics);
            }
            long sample = metrics.getLong(0);
            if (sample == 0) {
                return NvmlReturn.MEMORY;
            }
            if (older == 0) {
                older = sample;
            } else {
                newer = sample;
            }
        }
        return NvmlReturn.SUCCESS;
    }

    private void reset() {
        for (int index = 0; index < metricIds.length; index++) {
            metrics.putInt(at(index, Layout.GPM_METRIC_ID), metricIds[index]);
            metrics.putInt(at(index, Layout.GPM_METRIC_RETURN), UNTOUCHED);
        }
    }

    private static int at(int index, int offset) {
        return Layout.GPM_METRICS_FIRST + index * Layout.GPM_METRIC_BYTES + offset;
    }
}
