package dev.hostgauge.collector.sensor;

/**
 * The hwmon chip as which the kernel shows thermal zones too.
 *
 * @param chip the label that the hwmon collector gives it
 * @param driver the name that it gives itself, which is the type of its zones
 */
record HwmonTwin(String chip, String driver) {}
