package dev.hostgauge.config;

/**
 * The block {@code compat}: names of other exporters that are served beside our own.
 *
 * @param nodeExporterBuildInfo whether {@code node_exporter_build_info} says which HostGauge runs
 * @param dcgm whether the metrics of GPUs that NVIDIA's own dashboard queries are served under its names too
 */
public record CompatSettings(boolean nodeExporterBuildInfo, boolean dcgm) {
    /** What {@code reference.conf} says. */
    public static final CompatSettings DEFAULTS = new CompatSettings(true, false);
}
