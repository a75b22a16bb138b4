package dev.hostgauge.collector.storage;

import dev.hostgauge.collector.Read;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.oshi.Mount;
import dev.hostgauge.machine.oshi.Mount.Space;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One mount that OSHI found, from when it appears to when it is gone. */
final class PortableMount {
    private final Mount mount;
    private final Read<Optional<Space>> read;
    private final String[] labels;
    private final String[] hostLabels;

    PortableMount(Mount mount, Duration limit) {
        this.mount = mount;
        read = new Read<>(limit, mount::read);
        labels = labels("");
        hostLabels = new String[] {mount.point(), mount.device(), mount.type()};
    }

    private String[] labels(String error) {
        return new String[] {mount.device(), mount.point(), mount.type(), error};
    }

    Read<Optional<Space>> read() {
        return read;
    }

    /** Adds what it said; false if it said nothing, perhaps because it is gone. */
    boolean add(Sink sink) {
        try {
            read.value().ifPresent(space -> add(space, sink));
            return true;
        } catch (Read.TimedOut hanging) {
            addError(Filesystem.TIMEOUT, sink);
        } catch (IOException refused) {
            addError(String.valueOf(refused.getMessage()), sink);
        }
        return false;
    }

    private void add(Space space, Sink sink) {
        sink.add(Filesystem.DEVICE_ERROR, 0, labels);
        sink.add(Filesystem.READ_ONLY, mount.isReadOnly() ? 1 : 0, labels);
        Filesystem.addBytes(space.bytes(), space.freeBytes(), space.availableBytes(), labels, hostLabels, sink);
        if (space.files().isPresent() && space.filesFree().isPresent()) {
            sink.add(Filesystem.FILES, space.files().getAsDouble(), labels);
            sink.add(Filesystem.FILES_FREE, space.filesFree().getAsDouble(), labels);
        }
    }

    private void addError(String error, Sink sink) {
        String[] errorLabels = labels(error);
        sink.add(Filesystem.DEVICE_ERROR, 1, errorLabels);
        sink.add(Filesystem.READ_ONLY, mount.isReadOnly() ? 1 : 0, errorLabels);
    }
}
