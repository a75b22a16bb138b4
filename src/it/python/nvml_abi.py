"""Reads the first GPU through NVIDIA's own Python binding of NVML and prints what it got, for NvmlAbiIT to compare.

Two kinds of lines: "struct NAME SIZE [VERSION] FIELD@OFFSET ..." and "KEY VALUE", where keys are those of the fake driver.
The library is the libnvidia-ml.so.1 that the dynamic linker finds.
"""
import ctypes
import sys

import pynvml as nvml

ALL_LINKS = 0xFFFFFFFF


def show_structs(table):
    for line in open(table):
        name = line.split()[0]
        bare = name[:-2] if name.endswith("_t") else name
        names = ["c_" + name, name, "c_" + bare]
        if name != "nvmlProcessInfo_v1_t":  # there the name without a version is the newest
            names.append("c_" + bare.replace("_v1", "") + "_t")
        kind = next((getattr(nvml, n) for n in names if isinstance(getattr(nvml, n, None), type)), None)
        if line.startswith("#") or kind is None or not issubclass(kind, ctypes.Structure):
            continue
        words = ["struct", name, "*" if name == "nvmlGpmMetricsGet_t" else str(ctypes.sizeof(kind))]
        version = {"nvmlGpmMetricsGet_t": 1, "nvmlGpmSupport_t": nvml.NVML_GPM_SUPPORT_VERSION,
                   "nvmlProcessesUtilizationInfo_v1_t": 0x01000018}.get(name, getattr(nvml, bare, None))
        if kind._fields_[0][0] == "version" and version is not None:
            words.append("0x%08x" % version)
        words += ["%s@%d" % (field[0], getattr(kind, field[0]).offset) for field in kind._fields_]
        print(*words)


def show(key, value):
    print(key, value.decode() if isinstance(value, bytes) else value)


def show_fields(gpu, fields):
    for (key, _, _), value in zip(fields, nvml.nvmlDeviceGetFieldValues(gpu, [(i, scope) for _, i, scope in fields])):
        if value.nvmlReturn:
            show(key, "!%d" % value.nvmlReturn)
            continue
        of_type = ["dVal", "uiVal", "ulVal", "ullVal", "sllVal", "siVal", "usVal"]
        show(key, getattr(value.value, of_type[value.valueType]))


def show_processes(key, processes):
    def text(number):
        return "-" if number is None else number

    show(key, " ".join("%d:%s:%s:%s" % (p.pid, text(p.usedGpuMemory), text(p.gpuInstanceId), text(p.computeInstanceId))
                       for p in processes))


def show_memory(gpu):
    memory = nvml.nvmlDeviceGetMemoryInfo(gpu, version=nvml.nvmlMemory_v2)
    for part in "total", "reserved", "free", "used":
        show("memory." + part, getattr(memory, part))
    old = nvml.nvmlDeviceGetMemoryInfo(gpu)
    show("old.memory.total", old.total)
    show("old.memory.free", old.free)
    show("old.memory.used", old.used - memory.reserved)
    bar1 = nvml.nvmlDeviceGetBAR1MemoryInfo(gpu)
    show("bar1.total", bar1.bar1Total)
    show("bar1.used", bar1.bar1Used)


def show_identity(gpu):
    show("name", nvml.nvmlDeviceGetName(gpu))
    show("uuid", nvml.nvmlDeviceGetUUID(gpu))
    show("serial", nvml.nvmlDeviceGetSerial(gpu))
    show("vbios", nvml.nvmlDeviceGetVbiosVersion(gpu))
    show("minor", nvml.nvmlDeviceGetMinorNumber(gpu))
    pci = nvml.nvmlDeviceGetPciInfo_v3(gpu)
    show("pci", pci.busId)
    show("pci.device", pci.pciDeviceId)
    show("pci.subsystem", pci.pciSubSystemId)
    again = nvml.nvmlDeviceGetHandleByPciBusId(pci.busIdLegacy)
    show("old.uuid", nvml.nvmlDeviceGetUUID(again))


def show_numbers(gpu):
    rates = nvml.nvmlDeviceGetUtilizationRates(gpu)
    show("utilization.gpu", rates.gpu)
    show("utilization.memory", rates.memory)
    show("utilization.encoder", nvml.nvmlDeviceGetEncoderUtilization(gpu)[0])
    show("utilization.decoder", nvml.nvmlDeviceGetDecoderUtilization(gpu)[0])
    show("utilization.jpeg", nvml.nvmlDeviceGetJpgUtilization(gpu)[0])
    show("utilization.ofa", nvml.nvmlDeviceGetOfaUtilization(gpu)[0])
    for key, value in zip(("sessions", "fps", "latency"), nvml.nvmlDeviceGetEncoderStats(gpu)):
        show("encoder." + key, value)
    show("temperature", nvml.nvmlDeviceGetTemperatureV(gpu, nvml.NVML_TEMPERATURE_GPU))
    show("old.temperature", nvml.nvmlDeviceGetTemperature(gpu, nvml.NVML_TEMPERATURE_GPU))
    show("temperature.margin", nvml.nvmlDeviceGetMarginTemperature(gpu))
    for key, threshold in ("shutdown", 0), ("slowdown", 1), ("memory_max", 2), ("gpu_max", 3):
        show("threshold." + key, nvml.nvmlDeviceGetTemperatureThreshold(gpu, threshold))
    show("fans", nvml.nvmlDeviceGetNumFans(gpu))
    show("fan.1", nvml.nvmlDeviceGetFanSpeed_v2(gpu, 1))
    show("fan.0.rpm", nvml.nvmlDeviceGetFanSpeedRPM(gpu))
    show("power", nvml.nvmlDeviceGetPowerUsage(gpu))
    show("power.limit.enforced", nvml.nvmlDeviceGetEnforcedPowerLimit(gpu))
    show("power.limit.requested", nvml.nvmlDeviceGetPowerManagementLimit(gpu))
    show("power.limit.default", nvml.nvmlDeviceGetPowerManagementDefaultLimit(gpu))
    for key, value in zip(("min", "max"), nvml.nvmlDeviceGetPowerManagementLimitConstraints(gpu)):
        show("power.limit." + key, value)
    show("energy", nvml.nvmlDeviceGetTotalEnergyConsumption(gpu))
    for number, key in enumerate(("graphics", "sm", "memory", "video")):
        show("clock." + key, nvml.nvmlDeviceGetClockInfo(gpu, number))
        show("clock.max." + key, nvml.nvmlDeviceGetMaxClockInfo(gpu, number))
    show("reasons", nvml.nvmlDeviceGetCurrentClocksEventReasons(gpu))
    show("old.reasons", nvml.nvmlDeviceGetCurrentClocksThrottleReasons(gpu))
    show("pstate", nvml.nvmlDeviceGetPerformanceState(gpu))


def show_links(gpu):
    show("pcie.generation", nvml.nvmlDeviceGetCurrPcieLinkGeneration(gpu))
    show("pcie.generation.max", nvml.nvmlDeviceGetMaxPcieLinkGeneration(gpu))
    show("pcie.width", nvml.nvmlDeviceGetCurrPcieLinkWidth(gpu))
    show("pcie.width.max", nvml.nvmlDeviceGetMaxPcieLinkWidth(gpu))
    show("pcie.replays", nvml.nvmlDeviceGetPcieReplayCounter(gpu))
    show("nvlink.state.3", nvml.nvmlDeviceGetNvLinkState(gpu, 3))


def show_errors(gpu):
    show("ecc.current", nvml.nvmlDeviceGetEccMode(gpu)[0])
    show("ecc.pending", nvml.nvmlDeviceGetEccMode(gpu)[1])
    for error, error_key in enumerate(("corrected", "uncorrected")):
        for scope, scope_key in enumerate(("volatile", "aggregate")):
            key = "ecc.%s.%s" % (error_key, scope_key)
            show(key, nvml.nvmlDeviceGetTotalEccErrors(gpu, error, scope))
            show(key + ".2", nvml.nvmlDeviceGetMemoryErrorCounter(gpu, error, scope, 2))
            show(key + ".7", nvml.nvmlDeviceGetMemoryErrorCounter(gpu, error, scope, 7))
    show("retired.pending", nvml.nvmlDeviceGetRetiredPagesPendingStatus(gpu))
    rows = nvml.nvmlDeviceGetRemappedRows(gpu)
    for key, value in zip(("corrected", "uncorrected", "pending", "failure"), rows):
        show("remapped." + key, value)
    banks = nvml.nvmlDeviceGetRowRemapperHistogram(gpu)
    for key in "max", "high", "partial", "low", "none":
        show("banks." + key, getattr(banks, key))
    for key, value in zip(("channel", "tpc"), nvml.nvmlDeviceGetRepairStatus(gpu)):
        show("repair." + key, value)


def show_modes(gpu):
    show("mode.addressing", nvml.nvmlDeviceGetAddressingMode(gpu))
    show("mode.compute", nvml.nvmlDeviceGetComputeMode(gpu))
    show("mode.persistence", nvml.nvmlDeviceGetPersistenceMode(gpu))
    show("mode.virtualization", nvml.nvmlDeviceGetVirtualizationMode(gpu))


def show_batch(gpu):
    show_fields(gpu, [
        ("violation.power", 74, 0), ("violation.sync_boost", 76, 0), ("violation.board_limit", 77, 0),
        ("violation.low_utilization", 78, 0), ("violation.reliability", 79, 0), ("temperature.memory", 82, 0),
        ("power.average", 185, 0), ("power.instant", 186, 0), ("power.average.2", 185, 2), ("tlimit.shutdown", 193, 0),
        ("tlimit.gpu_max", 196, 0), ("pcie.tx", 197, 0), ("pcie.rx", 198, 0), ("pcie.errors.lcrc", 182, 0),
        ("nvlink.count", 91, 0), ("nvlink.data.tx.4", 138, 4), ("nvlink.raw.rx.all", 141, ALL_LINKS),
        ("nvlink.errors.crc.17", 163, 17), ("recovery", 230, 0), ("violation.sw_thermal", 269, 0),
        ("violation.hw_thermal", 270, 0), ("violation.power_brake", 271, 0), ("smoothing.enabled", 251, 0),
        ("old.energy", 83, 0), ("field.303", 303, 0)])
    show_processes("processes.compute", nvml.nvmlDeviceGetComputeRunningProcesses_v3(gpu))
    show_processes("processes.graphics", nvml.nvmlDeviceGetGraphicsRunningProcesses_v3(gpu))
    show_processes("processes.mps", nvml.nvmlDeviceGetMPSComputeRunningProcesses_v3(gpu))


def show_gpm(gpu):
    show("gpm", nvml.nvmlGpmQueryDeviceSupport(gpu).isSupportedDevice)
    get = nvml.c_nvmlGpmMetricsGet_t(version=1, numMetrics=3)
    get.sample1 = nvml.nvmlGpmSampleGet(gpu, nvml.nvmlGpmSampleAlloc())
    get.sample2 = nvml.nvmlGpmSampleGet(gpu, nvml.nvmlGpmSampleAlloc())
    for place, metric in enumerate((2, 5, 10)):
        get.metrics[place].metricId = metric
    nvml.nvmlGpmMetricsGet(get)
    for place in range(3):
        show("gpm.%d" % get.metrics[place].metricId, int(get.metrics[place].value))
    nvml.nvmlGpmSampleFree(get.sample1)
    nvml.nvmlGpmSampleFree(get.sample2)


def show_event(gpu):
    show("events", nvml.nvmlDeviceGetSupportedEventTypes(gpu))
    events = nvml.nvmlEventSetCreate()
    nvml.nvmlDeviceRegisterEvents(gpu, nvml.nvmlEventTypeXidCriticalError, events)
    print("waiting", flush=True)
    event = nvml.nvmlEventSetWait_v2(events, 20000)
    show("xid", event.eventData)
    show("xid.uuid", nvml.nvmlDeviceGetUUID(event.device))
    nvml.nvmlEventSetFree(events)


def show_instance(gpu):
    show("mig.current", nvml.nvmlDeviceGetMigMode(gpu)[0])
    show("mig.pending", nvml.nvmlDeviceGetMigMode(gpu)[1])
    for slot in range(nvml.nvmlDeviceGetMaxMigDeviceCount(gpu)):
        try:
            instance = nvml.nvmlDeviceGetMigDeviceHandleByIndex(gpu, slot)
        except nvml.NVMLError_NotFound:
            show("mig.%d.uuid" % slot, "hole")
            continue
        own = "mig.%d." % slot
        show(own + "uuid", nvml.nvmlDeviceGetUUID(instance))
        show(own + "gi", nvml.nvmlDeviceGetGpuInstanceId(instance))
        show(own + "ci", nvml.nvmlDeviceGetComputeInstanceId(instance))
        show(own + "memory.used", nvml.nvmlDeviceGetMemoryInfo(instance, version=nvml.nvmlMemory_v2).used)
        attributes = nvml.nvmlDeviceGetAttributes_v2(instance)
        show(own + "sms", attributes.multiprocessorCount)
        show(own + "size", attributes.memorySizeMB)
        show(own + "gi.slices", attributes.gpuInstanceSliceCount)


if __name__ == "__main__":
    show_structs(sys.argv[1])
    nvml.nvmlInit()
    show("version", nvml.nvmlSystemGetDriverVersion())
    show("nvml", nvml.nvmlSystemGetNVMLVersion())
    show("cuda", nvml.nvmlSystemGetCudaDriverVersion())
    first = nvml.nvmlDeviceGetHandleByIndex(0)
    for part in (show_identity, show_memory, show_numbers, show_links, show_errors, show_modes, show_batch, show_gpm,
                 show_event):
        part(first)
    show_instance(nvml.nvmlDeviceGetHandleByIndex(nvml.nvmlDeviceGetCount() - 1))
    nvml.nvmlShutdown()
