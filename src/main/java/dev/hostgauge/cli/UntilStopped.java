package dev.hostgauge.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a service running until the process is told to stop, and then ends within two seconds, with status 0. */
final class UntilStopped {
    private static final long MOST_MILLIS_TO_CLOSE = 1500;
    private static final Logger LOG = LoggerFactory.getLogger(UntilStopped.class);

    private volatile Optional<Service.Running> running = Optional.empty();

    private UntilStopped() {}

    /** How the service is started. */
    interface Start {
        Service.Running start() throws IOException;
    }

    /**
     * Does not return unless the thread is interrupted.
     *
     * @throws IOException if the service could not be started
     */
    static void serve(Start start) throws IOException {
        UntilStopped process = new UntilStopped();
        Thread hook = new Thread(process::stop, "stop");
        // Before the start: a process that is stopped while it starts was stopped all the same.
        Runtime.getRuntime().addShutdownHook(hook);
        boolean started = false;
        try {
            process.running = Optional.of(start.start());
            started = true;
            new CountDownLatch(1).await();
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        } finally {
            if (!started) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private void stop() {
        Thread closer = new Thread(() -> running.ifPresent(Service.Running::close), "close");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(MOST_MILLIS_TO_CLOSE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (closer.isAlive()) {
            LOG.warn("stopped without waiting any longer for what was still running");
        } else {
            LOG.info("stopped");
        }
        // SIGTERM is how a service is stopped: not a failure, as the JVM's own 143 would say.
        Runtime.getRuntime().halt(Program.OK);
    }
}
