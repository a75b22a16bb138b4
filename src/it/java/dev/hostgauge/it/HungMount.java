package dev.hostgauge.it;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A filesystem that answers nothing, like that of a network server that is gone: FUSE whose daemon, this test, never reads
 * its requests. Closing it lets everyone go who hangs in it. Needs root.
 */
final class HungMount implements AutoCloseable {
    private static final int O_RDWR = 2;
    private static final long MS_NOSUID_NODEV = 2 | 4;
    private static final int MNT_DETACH = 2;

    private final Path mountPoint;
    private int descriptor;
    private boolean mounted;

    HungMount(Path mountPoint) throws IOException {
        this.mountPoint = mountPoint;
        descriptor = call("open", "/dev/fuse", O_RDWR);
        if (descriptor < 0) {
            throw new IOException("cannot open /dev/fuse");
        }
        String options = "fd=" + descriptor + ",rootmode=40000,user_id=0,group_id=0";
        mounted = call("mount", "hung", mountPoint.toString(), "fuse.hung", MS_NOSUID_NODEV, options) == 0;
        if (!mounted) {
            close();
            throw new IOException("cannot mount on " + mountPoint);
        }
    }

    private static int call(String function, Object... arguments) {
        return NativeLibrary.getProcess()
                .getFunction(function, Function.C_CONVENTION)
                .invokeInt(arguments);
    }

    /** Gives up the filesystem: whoever hangs gets an error. */
    void abort() {
        if (descriptor >= 0) {
            call("close", descriptor);
            descriptor = -1;
        }
    }

    @Override
    public void close() {
        abort();
        if (mounted) {
            call("umount2", mountPoint.toString(), MNT_DETACH);
            mounted = false;
        }
    }
}
