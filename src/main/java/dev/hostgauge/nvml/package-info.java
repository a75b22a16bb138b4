/** NVIDIA's management library (NVML) as a narrow Java interface: the only code that knows its symbols and structs. */
@NullMarked
package dev.hostgauge.nvml;

import org.jspecify.annotations.NullMarked;
