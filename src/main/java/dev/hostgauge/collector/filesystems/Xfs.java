package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.Collector;
import dev.hostgauge.collector.Context;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.collector.filesystems.LineTable.Column;
import dev.hostgauge.machine.Entries;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import dev.hostgauge.metric.Declaration;
import dev.hostgauge.metric.MetricDef;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What each XFS filesystem did since it was mounted, from {@code /sys/fs/xfs/<device>/stats/stats}. */
final class Xfs implements Collector {
    /** The kernel counts most of it in 32 bits, so that it begins again at 0 after 4,294,967,295. */
    private static final LineTable STATISTICS = new LineTable()
            .line(
                    "extent_alloc",
                    column(0, "extent_allocation_extents_allocated", "Extents allocated."),
                    column(1, "extent_allocation_blocks_allocated", "Blocks allocated."),
                    column(2, "extent_allocation_extents_freed", "Extents freed."),
                    column(3, "extent_allocation_blocks_freed", "Blocks freed."))
            .line(
                    "abt",
                    column(0, "allocation_btree_lookups", "Lookups in the allocation B-trees."),
                    column(1, "allocation_btree_compares", "Comparisons in the allocation B-trees."),
                    column(2, "allocation_btree_records_inserted", "Records put into the allocation B-trees."),
                    column(3, "allocation_btree_records_deleted", "Records taken from the allocation B-trees."))
            .line(
                    "blk_map",
                    column(0, "block_mapping_reads", "Mappings of file blocks for reading."),
                    column(1, "block_mapping_writes", "Mappings of file blocks for writing."),
                    column(2, "block_mapping_unmaps", "File blocks unmapped, in operations."),
                    column(3, "block_mapping_extent_list_insertions", "Extents put into the lists of files."),
                    column(4, "block_mapping_extent_list_deletions", "Extents taken from the lists of files."),
                    column(5, "block_mapping_extent_list_lookups", "Lookups in the extent lists of files."),
                    column(6, "block_mapping_extent_list_compares", "Comparisons in the extent lists of files."))
            .line(
                    "bmbt",
                    column(0, "block_map_btree_lookups", "Lookups in the block map B-trees."),
                    column(1, "block_map_btree_compares", "Comparisons in the block map B-trees."),
                    column(2, "block_map_btree_records_inserted", "Records put into the block map B-trees."),
                    column(3, "block_map_btree_records_deleted", "Records taken from the block map B-trees."))
            .line(
                    "dir",
                    column(0, "directory_operation_lookup", "Names that were looked for in directories on the disk."),
                    column(1, "directory_operation_create", "Directory entries made."),
                    column(2, "directory_operation_remove", "Directory entries removed."),
                    column(3, "directory_operation_getdents", "Directories listed, in operations."))
            .line(
                    "ig",
                    column(0, "inode_operation_attempts", "Inodes that were looked for in the cache."),
                    column(1, "inode_operation_found", "Inodes that were found in the cache."),
                    column(2, "inode_operation_recycled", "Inodes found in the cache that were about to go."),
                    column(3, "inode_operation_missed", "Inodes that were not found in the cache."),
                    column(4, "inode_operation_duplicates", "Inodes that another put into the cache meanwhile."),
                    column(5, "inode_operation_reclaims", "Inodes put out of the cache for their memory."),
                    column(6, "inode_operation_attribute_changes", "Changes of inodes' attributes."))
            .line(
                    "rw",
                    column(0, "write_calls", "Calls of write(2) and its like."),
                    column(1, "read_calls", "Calls of read(2) and its like."))
            .line(
                    "vnodes",
                    column(0, "vnode_active", "Vnodes in use; goes down too, whatever its name says."),
                    column(1, "vnode_allocate", "Vnodes allocated."),
                    column(2, "vnode_get", "Vnodes got."),
                    column(3, "vnode_hold", "Vnodes held."),
                    column(4, "vnode_release", "Vnodes released."),
                    column(5, "vnode_reclaim", "Vnodes reclaimed."),
                    column(6, "vnode_remove", "Vnodes removed."));

    static final List<Declaration> METRICS = STATISTICS.metrics();

    private final Entries<Mounted> filesystems;
    private final Text text = new Text();

    private static final class Mounted implements Closeable {
        private final String[] label;
        private final KernelFile statistics;

        Mounted(Root sys, String device) {
            label = new String[] {device};
            statistics = sys.file("fs/xfs/" + device + "/stats/stats");
        }

        @Override
        public void close() throws IOException {
            statistics.close();
        }
    }

    Xfs(Context context) {
        Root sys = context.machine().sys();
        // Beside the filesystems there are the sums of all.
        filesystems = new Entries<>(
                sys,
                "fs/xfs",
                device -> device.equals("stats") ? Optional.empty() : Optional.of(new Mounted(sys, device)));
    }

    private static Column column(int place, String fact, String help) {
        return new Column(place, MetricDef.counter("node_xfs_" + fact + "_total", help, "device"));
    }

    @Override
    public void collect(Sink sink) throws IOException {
        for (Mounted filesystem : filesystems.refresh()) {
            try {
                if (filesystem.statistics.readIfPresent(text)) {
                    STATISTICS.serve(text, sink, filesystem.label);
                }
            } catch (IOException failure) {
                sink.problem(filesystem.statistics.path(), failure);
            }
        }
    }
}
