/** Sensors: temperatures, fans, voltages, currents and powers, from hwmon and the thermal zones of sysfs. */
@NullMarked
package dev.hostgauge.collector.sensor;

import org.jspecify.annotations.NullMarked;
