package dev.hostgauge.machine;

import java.io.IOException;
import java.util.Optional;

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
     * How the kernel steers its clock, by adjtimex(2) without a mode: that changes nothing and needs no privilege.
     *
     * @return empty if the kernel has no such call, or a filter keeps this process from it
     */
    Optional<Timex> adjtimex() throws IOException;

    /**
     * Bytes of a page of memory, by getpagesize(3).
     *
     * @throws IOException if the C library cannot be called
     */
    long pageBytes() throws IOException;

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
    record Uname(String sysname, String nodename, String release, String version, String machine, String domainname) {
        Uname withNodename(String name) {
            return new Uname(sysname, name, release, version, machine, domainname);
        }
    }

    /**
     * What {@code struct timex} says, in the kernel's units.
     *
     * @param state what the call returned: 0 to 4 for a clock that is kept right, leap seconds included, 5 for one that is not
     * @param offset of the clock from its reference, in nanoseconds or, without {@link #STA_NANO}, in microseconds
     * @param frequency its correction, in parts of 2<sup>-16</sup> of a millionth
     * @param maximumError in microseconds
     * @param estimatedError in microseconds
     * @param status bits such as {@link #STA_NANO}
     * @param timeConstant of the phase-locked loop, as an exponent
     * @param tick microseconds between two ticks
     * @param ppsFrequency the same as frequency, by the pulses of a reference
     * @param ppsJitter in the unit of the offset
     * @param ppsShift duration of the interval, in seconds as a power of two
     * @param ppsStability how much the frequency wanders, in the unit of the frequency
     * @param ppsJitterExceeded pulses that came too early or too late, a count
     * @param ppsCalibrations intervals of calibration, a count
     * @param ppsErrors calibrations that failed, a count
     * @param ppsStabilityExceeded calibrations at which the frequency had wandered too far, a count
     * @param taiOffset what International Atomic Time is ahead of UTC, in seconds; 0 if nobody told the kernel
     */
    record Timex(
            int state,
            long offset,
            long frequency,
            long maximumError,
            long estimatedError,
            int status,
            long timeConstant,
            long tick,
            long ppsFrequency,
            long ppsJitter,
            int ppsShift,
            long ppsStability,
            long ppsJitterExceeded,
            long ppsCalibrations,
            long ppsErrors,
            long ppsStabilityExceeded,
            int taiOffset) {
        /** The bit of the status that says that times of the loop are in nanoseconds. */
        public static final int STA_NANO = 0x2000;

        private static final int TIME_ERROR = 5;

        public boolean isSynchronized() {
            return state != TIME_ERROR;
        }

        public boolean isNano() {
            return (status & STA_NANO) != 0;
        }
    }
}
