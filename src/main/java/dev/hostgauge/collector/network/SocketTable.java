package dev.hostgauge.collector.network;

import dev.hostgauge.collector.Sink;
import dev.hostgauge.machine.KernelFile;
import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.machine.Text;
import java.io.IOException;
import java.util.Arrays;

/**
 * Sums over one of the kernel's tables of sockets, {@code net/tcp} and {@code net/udp} and their twins for IPv6. There may
 * be a hundred thousand lines, which are never held together.
 */
final class SocketTable implements KernelFile.Portions {
    /** The state in which a socket's queues hold connections, and not bytes. */
    static final int LISTEN = 10;

    private static final int STATES = 12;
    private static final String HEADING = "the heading 'sl local_address …'";

    private final HostNetFile file;
    private final int[] sockets = new int[STATES];
    private double receiveQueueBytes;
    private double transmitQueueBytes;
    private boolean begins;
    private long deadline;

    SocketTable(Root proc, String name) {
        file = new HostNetFile(proc, name);
    }

    /**
     * Reads it; false if there is no such table.
     *
     * @throws IOException if it makes no sense, or is too long to be read before the sink's deadline
     */
    boolean read(Text text, Sink sink) throws IOException {
        deadline = sink.deadline();
        begin();
        if (!file.readInPortions(text, this)) {
            return false;
        }
        if (begins) {
            throw new Malformed(text.source(), HEADING, "nothing");
        }
        return true;
    }

    /** How many sockets are in a state, by the kernel's number of it; 0 stands for those that it does not name. */
    int sockets(int state) {
        return sockets[state];
    }

    double receiveQueueBytes() {
        return receiveQueueBytes;
    }

    double transmitQueueBytes() {
        return transmitQueueBytes;
    }

    @Override
    public void begin() {
        Arrays.fill(sockets, 0);
        receiveQueueBytes = 0;
        transmitQueueBytes = 0;
        begins = true;
    }

    @Override
    public void take(Text lines) throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new IOException("more sockets than can be counted in time");
        }
        while (lines.nextLine()) {
            if (begins) {
                if (!lines.startsWith("sl ")) {
                    throw lines.malformed(HEADING);
                }
                begins = false;
            } else {
                count(lines);
            }
        }
    }

    /** {@code 0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 …}: state, then both queues. */
    private void count(Text line) throws Malformed {
        line.skipWords(3);
        long state = line.hex();
        double transmit = line.hexCount();
        double receive = line.hexCount();
        sockets[state > 0 && state < STATES ? (int) state : 0]++;
        if (state != LISTEN) {
            transmitQueueBytes += transmit;
            receiveQueueBytes += receive;
        }
    }
}
