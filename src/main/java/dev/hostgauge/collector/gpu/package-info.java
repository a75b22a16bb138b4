/** GPUs of any vendor: NVIDIA's by NVML, the others and the PCI bus by sysfs. */
@NullMarked
package dev.hostgauge.collector.gpu;

import org.jspecify.annotations.NullMarked;
