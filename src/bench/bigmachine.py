"""Writes the kernel files of a machine with 512 CPUs, 1,000 network interfaces and 500 mounts into a folder."""
import os

CPUS, INTERFACES, MOUNTS, DISKS, CHIPS = 512, 1000, 500, 100, 16


class Tree:
    def __init__(self, folder):
        self.folder = folder

    def write(self, path, content):
        whole = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w", encoding="utf-8") as file:
            file.write("%s\n" % content)

    def link(self, path, target):
        whole = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        os.symlink(target, whole)


def build(folder):
    """Returns how to tell both exporters where the machine is."""
    tree = Tree(folder)
    proc(tree)
    cpus(tree)
    interfaces(tree)
    sensors(tree)
    mounts(tree)
    tree.write("root/etc/os-release", 'NAME="Big"\nID=big\nVERSION_ID="1"\nPRETTY_NAME="Big 1"')
    os.makedirs(os.path.join(folder, "udev"), exist_ok=True)
    return ["--path.%s=%s" % (flag, os.path.join(folder, name)) for flag, name in (
        ("procfs", "proc"), ("sysfs", "sys"), ("rootfs", "root"), ("udev.data", "udev"))]


def proc(tree):
    times = "123456789 1234 23456789 987654321 12345 0 123456 0 0 0"
    lines = ["cpu  " + times] + ["cpu%d %s" % (cpu, times) for cpu in range(CPUS)]
    lines += ["intr 123456789012 " + " ".join("0" for _ in range(2048)), "ctxt 98765432101", "btime 1769055000",
              "processes 31415926", "procs_running 99", "procs_blocked 0", "softirq 45 1 2 3 4 5 6 7 8 9 0"]
    tree.write("proc/stat", "\n".join(lines))
    tree.write("proc/loadavg", "101.42 99.07 97.96 38/4711 3141592")
    fields = ("MemTotal MemFree MemAvailable Buffers Cached SwapCached Active Inactive SwapTotal SwapFree Dirty Writeback "
              "AnonPages Mapped Shmem KReclaimable Slab SReclaimable SUnreclaim KernelStack PageTables Committed_AS")
    tree.write("proc/meminfo", "\n".join("%-16s%8d kB" % (field + ":", 1 << 28) for field in fields.split()))
    tree.write("proc/vmstat", "pgpgin 1\npgpgout 2\npswpin 3\npswpout 4\npgfault 5\npgmajfault 6\noom_kill 0")
    for source in ("cpu", "io", "memory"):
        tree.write("proc/pressure/" + source, "\n".join(
            "%s avg10=0.00 avg60=0.00 avg300=0.00 total=123456789" % share for share in ("some", "full")))
    tree.write("proc/sys/fs/file-nr", "31392\t0\t9223372036854775807")
    tree.write("proc/diskstats", "\n".join(
        "%4d %7d sd%d 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17" % (8 + n // 16, n % 16 * 16, n) for n in range(DISKS)))
    for name in ("available", "current"):
        tree.write("sys/devices/system/clocksource/clocksource0/%s_clocksource" % name, "tsc")


def cpus(tree):
    base = "sys/devices/system/cpu/"
    for name in ("online", "present", "possible"):
        tree.write(base + name, "0-%d" % (CPUS - 1))
    tree.write(base + "offline", "")
    tree.write(base + "isolated", "")
    for cpu in range(CPUS):
        here = base + "cpu%d/" % cpu
        tree.write(here + "online", "1")
        tree.write(here + "topology/physical_package_id", cpu // 256)
        tree.write(here + "topology/core_id", cpu % 256 // 2)
        tree.write(here + "thermal_throttle/core_throttle_count", "0")
        tree.write(here + "thermal_throttle/package_throttle_count", "0")
        tree.link(here + "cpufreq", "../cpufreq/policy%d" % cpu)
        for name, value in (
                ("cpuinfo_max_freq", 3400000), ("cpuinfo_min_freq", 800000), ("scaling_cur_freq", 2100000),
                ("scaling_max_freq", 3400000), ("scaling_min_freq", 800000), ("scaling_governor", "performance"),
                ("scaling_available_governors", "performance powersave"), ("scaling_driver", "intel_pstate"),
                ("scaling_setspeed", "<unsupported>"), ("related_cpus", cpu)):
            tree.write(base + "cpufreq/policy%d/%s" % (cpu, name), value)


def interfaces(tree):
    head = ("Inter-|   Receive                                                |  Transmit\n"
            " face |bytes    packets errs drop fifo frame compressed multicast"
            "|bytes    packets errs drop fifo colls carrier compressed\n")
    names = ["lo"] + ["veth%05d" % number for number in range(1, INTERFACES)]
    tree.write("proc/net/dev", head + "\n".join(
        "%6s: 123456789 123456 0 0 0 0 0 0 987654321 654321 0 0 0 0 0 0" % name for name in names))
    for index, name in enumerate(names, 1):
        here = "sys/devices/virtual/net/%s/" % name
        tree.link("sys/class/net/" + name, "../../devices/virtual/net/" + name)
        for file, value in (
                ("addr_assign_type", 3), ("addr_len", 6), ("broadcast", "ff:ff:ff:ff:ff:ff"), ("carrier", 1),
                ("address", "02:00:00:00:%02x:%02x" % divmod(index, 256)), ("carrier_changes", 2),
                ("carrier_down_count", 1), ("carrier_up_count", 1), ("dev_id", "0x0"), ("dormant", 0),
                ("duplex", "full"), ("flags", "0x1003"), ("ifalias", ""), ("ifindex", index), ("iflink", index),
                ("link_mode", 0), ("mtu", 1500), ("name_assign_type", 3), ("netdev_group", 0), ("operstate", "up"),
                ("speed", 10000), ("tx_queue_len", 1000), ("type", 1)):
            tree.write(here + file, value)


def sensors(tree):
    for chip in range(CHIPS):
        here = "sys/devices/platform/coretemp.%d/hwmon/hwmon%d/" % (chip, chip)
        tree.link("sys/class/hwmon/hwmon%d" % chip, "../../devices/platform/coretemp.%d/hwmon/hwmon%d" % (chip, chip))
        tree.write(here + "name", "coretemp")
        tree.link(here + "device", "../../../coretemp.%d" % chip)
        for sensor in range(1, 34):
            for file, value in (("input", 50000), ("crit", 94000), ("crit_alarm", 0), ("max", 84000),
                                ("label", "Core %d" % sensor)):
                tree.write(here + "temp%d_%s" % (sensor, file), value)


def mounts(tree):
    lines = ["21 1 254:0 / / rw,relatime - ext4 /dev/root rw"]
    for number in range(1, MOUNTS):
        mount = "/srv/volume%04d" % number
        os.makedirs(os.path.join(tree.folder, "root" + mount))
        lines.append("%d 21 253:%d / %s rw,relatime shared:%d - ext4 /dev/dm-%d rw" % (
            number + 21, number, mount, number, number))
    tree.write("proc/1/mountinfo", "\n".join(lines))
