/** Sensors: temperatures, fans, voltages, currents, powers and energies, from hwmon, thermal zones and power supplies of sysfs. */
@NullMarked
package dev.hostgauge.collector.sensor;

import org.jspecify.annotations.NullMarked;
