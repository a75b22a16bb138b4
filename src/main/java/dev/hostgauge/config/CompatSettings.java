package dev.hostgauge.config;

/**
 * The block {@code compat}: names of other exporters that are served beside our own.
 *
 * @param nodeExporterBuildInfo whether {@code node_exporter_build_info} says which HostGauge runs
 */
public record CompatSettings(boolean nodeExporterBuildInfo) {}
