package dev.hostgauge.collector.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemperatureKindTest {
    @ParameterizedTest
    @CsvSource({
        "coretemp, Core 0, cpu",
        "coretemp, Package id 0, cpu",
        "k10temp, Tctl, cpu",
        "k10temp, '', cpu",
        "zenpower, Tdie, cpu",
        "cpu_thermal, '', cpu",
        "cpu-thermal, '', cpu",
        "CPU-therm, '', cpu",
        "x86_pkg_temp, '', cpu",
        "bcm2835_thermal, '', cpu",
        "bigcore0-thermal, '', cpu",
        "amdgpu, edge, gpu",
        "amdgpu, mem, gpu",
        "i915, '', gpu",
        "xe, pkg, gpu",
        "GPU-therm, '', gpu",
        "gpu-thermal, '', gpu",
        "nvme, Composite, disk",
        "drivetemp, '', disk",
        "jc42, '', memory",
        "spd5118, '', memory",
        "TMEM, '', memory",
        "pch_cannonlake, '', chipset",
        "iwlwifi_1, '', network",
        "mt7921_phy0, '', network",
        "ath11k_hwmon, '', network",
        "BAT0, '', battery",
        "nct6798, CPUTIN, cpu",
        "nct6798, PECI Agent 0, cpu",
        "nct6798, SMBUSMASTER 0, cpu",
        "nct6798, SYSTIN, ambient",
        "nct6798, AUXTIN0, other",
        "nct6798, PCH_CHIP_CPU_MAX_TEMP, chipset",
        "nct6798, PCH_CPU_TEMP, cpu",
        "nct6798, PCH_DIM0_TEMP, memory",
        "asusec, Motherboard, ambient",
        "asusec, VRM, other",
        "asusec, Chipset, chipset",
        "dell_smm, CPU, cpu",
        "dell_smm, GPU, gpu",
        "dell_smm, SODIMM, memory",
        "dell_smm, Ambient, ambient",
        "dell_smm, Other, other",
        "thinkpad, CPU, cpu",
        "applesmc, TC0P, cpu",
        "applesmc, TB0T, battery",
        "applesmc, Th1H, disk",
        "acpitz, '', other",
        "sht3x, '', other",
        "'', '', other"
    })
    void driverAndLabelTellWhatIsMeasured(String driver, String label, String kind) {
        assertThat(TemperatureKind.of(driver, label).label()).isEqualTo(kind);
    }
}
