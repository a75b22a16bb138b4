package dev.hostgauge.machine;

import java.io.IOException;

/** What is asked of the kernel by a call and not by a file. */
public interface SystemCalls {
    /**
     * Sizes of a mounted filesystem, by statvfs(3). May hang for as long as a network server is gone.
     *
     * @param path the mount point as the kernel knows it: bytes that need not be UTF-8
     * @throws IOException with the C library's words for the error
     */
    FilesystemSize statvfs(byte[] path) throws IOException;

    /** Name and version of the running kernel, by uname(2). */
    Uname uname() throws IOException;

    /**
     * What statvfs says, as unsigned counts.
     *
     * @param fragmentSize bytes a block of the three block counts
     * @param blocks all blocks
     * @param blocksFree free blocks
     * @param blocksAvailable free blocks for users without privilege
     * @param files all inodes; 0 where the filesystem has none to count
     * @param filesFree free inodes
     * @param readOnly whether it is mounted so
     */
    record FilesystemSize(
            long fragmentSize,
            double blocks,
            double blocksFree,
            double blocksAvailable,
            double files,
            double filesFree,
            boolean readOnly) {}

    /** The six strings of uname(2). */
    record Uname(String sysname, String nodename, String release, String version, String machine, String domainname) {}
}
