package dev.hostgauge.machine.oshi;

import java.util.OptionalDouble;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;

/**
 * Memory and swap, in bytes.
 *
 * @param total memory that the system can use
 * @param available what can be had without swapping, as the system sees it
 * @param free what nobody uses, not even as a cache; on macOS alone
 * @param swapTotal size of the swap or page files there are; 0 where the system has none at present
 * @param swapUsed how much of it is in use
 */
public record Memory(
        OptionalDouble total,
        OptionalDouble available,
        OptionalDouble free,
        OptionalDouble swapTotal,
        OptionalDouble swapUsed) {

    static Memory of(GlobalMemory memory, OptionalDouble free) {
        VirtualMemory swap = memory.getVirtualMemory();
        return new Memory(
                Sentinels.positive(memory.getTotal()),
                Sentinels.positive(memory.getAvailable()),
                free,
                swap == null ? OptionalDouble.empty() : Sentinels.count(swap.getSwapTotal()),
                swap == null ? OptionalDouble.empty() : Sentinels.count(swap.getSwapUsed()));
    }
}
