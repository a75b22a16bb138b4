package dev.hostgauge.machine;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a folder of the kernel shows one by one, such as the controllers in {@code /sys/class/nvme}: of each name something
 * is made when it appears, kept while it stays, and closed when it is gone. For one thread at a time.
 */
public final class Entries<T extends Closeable> implements Closeable {
    private final Root root;
    private final String folder;
    private final Function<String, Optional<T>> maker;
    private final Map<String, Optional<T>> known = new HashMap<>();
    private final List<T> present = new ArrayList<>();

    /**
     * @param folder relative to the root
     * @param maker what it makes of a name; empty for a name that is of no interest as long as it stays
     */
    public Entries(Root root, String folder, Function<String, Optional<T>> maker) {
        this.root = root;
        this.folder = folder;
        this.maker = maker;
    }

    /** Looks what is there now, sorted by name; empty if there is no such folder. Valid until the next look. */
    public List<T> refresh() throws IOException {
        List<String> names = root.list(folder);
        present.clear();
        for (String name : names) {
            Optional<T> entry = known.get(name);
            if (entry == null) {
                entry = maker.apply(name);
                known.put(name, entry);
            }
            if (entry.isPresent()) {
                present.add(entry.get());
            }
        }
        if (known.size() > names.size()) {
            closeAllBut(Set.copyOf(names));
        }
        return present;
    }

    private void closeAllBut(Set<String> names) throws IOException {
        for (Iterator<Map.Entry<String, Optional<T>>> each = known.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Optional<T>> entry = each.next();
            if (!names.contains(entry.getKey())) {
                each.remove();
                if (entry.getValue().isPresent()) {
                    entry.getValue().get().close();
                }
            }
        }
    }

    /** Closes them all; a later look makes them anew. */
    @Override
    public void close() throws IOException {
        present.clear();
        closeAllBut(Set.of());
    }
}
