package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.Entries;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The space of a btrfs for one purpose, such as data, in a folder for each profile that is in use, such as raid1. */
final class BtrfsSpace implements Closeable {
    /** How often each byte stands on the devices. */
    private static final Map<String, Integer> COPIES =
            Map.of("single", 1, "raid0", 1, "dup", 2, "raid1", 2, "raid10", 2, "raid1c3", 3, "raid1c4", 4);
    /** How many of all devices hold no data but its parity. */
    private static final Map<String, Integer> PARITIES = Map.of("raid5", 1, "raid6", 2);

    private final NumberFile reserved;
    private final Entries<Profile> profiles;

    private static final class Profile implements Closeable {
        private final String name;
        private final String[] labels;
        private final NumberFile used;
        private final NumberFile size;

        Profile(Root sys, String folder, String name, String... labels) {
            this.name = name;
            this.labels = labels;
            used = new NumberFile(sys.file(folder + "/used_bytes"), Btrfs.USED, 1, labels);
            size = new NumberFile(sys.file(folder + "/total_bytes"), Btrfs.SIZE, 1, labels);
        }

        @Override
        public void close() throws IOException {
            used.close();
            size.close();
        }
    }

    BtrfsSpace(Root sys, String folder, String uuid, String type) {
        reserved = new NumberFile(sys.file(folder + "/bytes_reserved"), Btrfs.RESERVED, 1, uuid, type);
        profiles = new Entries<>(
                sys,
                folder,
                name -> COPIES.containsKey(name) || PARITIES.containsKey(name)
                        ? Optional.of(new Profile(sys, folder + '/' + name, name, uuid, type, name))
                        : Optional.empty());
    }

    void collect(int devices, Text text, Sink sink) throws IOException {
        reserved.add(text, sink);
        for (Profile profile : profiles.refresh()) {
            profile.used.add(text, sink);
            profile.size.add(text, sink);
            int parities = PARITIES.getOrDefault(profile.name, 0);
            if (parities == 0) {
                sink.add(Btrfs.RATIO, COPIES.getOrDefault(profile.name, 1), profile.labels);
            } else if (devices > parities) {
                sink.add(Btrfs.RATIO, (double) devices / (devices - parities), profile.labels);
            }
        }
    }

    @Override
    public void close() throws IOException {
        reserved.close();
        profiles.close();
    }
}
