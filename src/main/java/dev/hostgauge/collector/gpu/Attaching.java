package dev.hostgauge.collector.gpu;

import dev.hostgauge.machine.Machine;
import dev.hostgauge.nvml.Answer;
import dev.hostgauge.nvml.NvmlCall;
import dev.hostgauge.nvml.NvmlReturn;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Makes of what the driver shows the GPUs of a generation. For NVML's thread. */
final class Attaching {
    private static final Duration SPREAD = Duration.ofSeconds(15);

    private final Machine machine;
    private final NvmlSession session;
    private final int mostProcesses;
    private final Map<String, NvidiaGpu> gpus;
    private final EventWatches watches;
    private final Set<String> complaints;
    private long expected;

    /**
     * @param mostProcesses of how many processes of a GPU the memory is served
     * @param gpus all that were ever shown, by their address; new ones are added
     * @param watches get each that is attached
     * @param complaints get what is wrong with what the driver shows
     */
    Attaching(
            Machine machine,
            NvmlSession session,
            int mostProcesses,
            Map<String, NvidiaGpu> gpus,
            EventWatches watches,
            Set<String> complaints) {
        this.machine = machine;
        this.session = session;
        this.mostProcesses = mostProcesses;
        this.gpus = gpus;
        this.watches = watches;
        this.complaints = complaints;
    }

    /** Tells how many there will be, over which what is asked seldom is spread. */
    void expect(long count) {
        expected = count;
    }

    /**
     * Attaches the GPU with this index, if the driver gives it.
     *
     * @param onBus addresses of the GPUs that sysfs shows
     */
    NvmlReturn byIndex(int index, Set<String> onBus) {
        session.account().begin(NvmlCall.DEVICE_BY_INDEX, "index " + index);
        NvmlReturn found = session.account()
                .end(
                        NvmlCall.DEVICE_BY_INDEX,
                        session.nvml().ask(NvmlCall.DEVICE_BY_INDEX, 0, index, session.answer()));
        if (found == NvmlReturn.SUCCESS) {
            attach(session.answer().handle(), String.valueOf(index), onBus);
        }
        return found;
    }

    /** Attaches the GPU at this address, if the driver gives it. */
    NvmlReturn atAddress(String address) {
        session.account().begin(NvmlCall.DEVICE_BY_PCI_ADDRESS, address);
        NvmlReturn found = session.account()
                .end(NvmlCall.DEVICE_BY_PCI_ADDRESS, session.nvml().deviceByPciAddress(address, session.answer()));
        if (found == NvmlReturn.SUCCESS) {
            attach(session.answer().handle(), "", Set.of(address));
        }
        return found;
    }

    private void attach(long device, String index, Set<String> onBus) {
        Answer answer = session.answer();
        session.account().begin(NvmlCall.PCI_INFO, "index " + index);
        NvmlReturn said =
                session.account().end(NvmlCall.PCI_INFO, session.nvml().pciAddress(device, answer));
        if (said != NvmlReturn.SUCCESS) {
            if (said != NvmlReturn.NOT_SUPPORTED) {
                complaints.add(
                        "a GPU without an address is not served: nvmlDeviceGetPciInfo_v3 answers " + said.label());
            }
            // What is not on a bus is part of a Jetson's chip, whose files tell of it.
            return;
        }
        String address = answer.text();
        NvidiaGpu gpu = gpus.computeIfAbsent(address, NvidiaGpu::new);
        if (gpu.attached().isPresent()) {
            complaints.add("two GPUs say that they are at " + address + "; one is served");
            return;
        }
        NvidiaGpu.Identity identity = withUuidOfItsOwn(new CardIdentity(session, address, device).ask(index));
        Card card = new Card(session, address, identity.uuid(), device);
        Duration shift = SPREAD.multipliedBy(gpus.size()).dividedBy(Math.max(expected, gpus.size()) + 1);
        gpu.attach(new AttachedGpu(machine, card, onBus.contains(address), mostProcesses, shift), identity);
        watches.add(card);
    }

    /** Two GPUs of one UUID would be one to who goes by it: the second is served without. */
    private NvidiaGpu.Identity withUuidOfItsOwn(NvidiaGpu.Identity identity) {
        boolean isTaken = !identity.uuid().isEmpty()
                && gpus.values().stream()
                        .anyMatch(other -> other.attached().isPresent()
                                && other.identity().uuid().equals(identity.uuid()));
        if (isTaken) {
            complaints.add("two GPUs say that they are " + identity.uuid());
        }
        return isTaken ? identity.withoutUuid() : identity;
    }
}
