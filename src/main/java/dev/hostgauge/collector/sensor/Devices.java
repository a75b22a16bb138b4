package dev.hostgauge.collector.sensor;

import dev.hostgauge.collector.Read;
import dev.hostgauge.machine.Root;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The devices in one folder of {@code /sys/class}. Each is made when its entry appears and kept while the entry stays
 * the same: by name and inode, since another device may get the name of one that was unplugged.
 */
final class Devices<D extends Device> {
    private final Root sys;
    private final String folder;
    private final Predicate<String> wanted;
    private final Function<String, D> factory;
    private Map<String, Entry<D>> entries = new LinkedHashMap<>();
    private final List<D> leaving = new ArrayList<>();

    private record Entry<D>(Object inode, D device) {}

    /**
     * @param folder relative to the root of sysfs
     * @param wanted which names in it are such devices
     * @param factory makes a device by its path, relative to the root of sysfs
     */
    Devices(Root sys, String folder, Predicate<String> wanted, Function<String, D> factory) {
        this.sys = sys;
        this.folder = folder;
        this.wanted = wanted;
        this.factory = factory;
    }

    /** Looks who is there now; whether anything has changed. */
    boolean refresh() {
        Map<String, Entry<D>> now = new LinkedHashMap<>();
        boolean changed = false;
        for (String name : sys.list(folder)) {
            Object inode = wanted.test(name) ? sys.folderKey(folder + "/" + name) : null;
            if (inode == null) {
                continue;
            }
            Entry<D> before = entries.get(name);
            if (before == null || !before.inode.equals(inode)) {
                before = new Entry<>(inode, factory.apply(folder + "/" + name));
                changed = true;
            }
            now.put(name, before);
        }
        changed |= now.size() != entries.size();
        if (changed) {
            for (Entry<D> entry : entries.values()) {
                if (!now.containsValue(entry)) {
                    leaving.add(entry.device);
                }
            }
            entries = now;
        }
        closeLeaving();
        return changed;
    }

    /** Closing a file waits for a thread that reads it: the stuck ones have to wait. */
    private void closeLeaving() {
        leaving.removeIf(device -> {
            if (device.isStuck()) {
                return false;
            }
            device.close();
            return true;
        });
    }

    Collection<D> all() {
        List<D> devices = new ArrayList<>(entries.size());
        for (Entry<D> entry : entries.values()) {
            devices.add(entry.device);
        }
        return devices;
    }

    void addReads(Collection<Read<?>> reads) {
        for (Entry<D> entry : entries.values()) {
            entry.device.addReads(reads);
        }
    }
}
