package dev.hostgauge.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {
    private static final String FIRST = "== link own/proc/self/ns/pid -> pid:[4026531836]\n";
    private static final String INNER = "== link own/proc/self/ns/pid -> pid:[4026532611]\n";
    private static final String EXT4 = "28 1 253:0 / / rw - ext4 /dev/vda2 rw\n";
    private static final String OVERLAY = "99 1 0:79 / / rw - overlay overlay rw\n";

    @TempDir
    private Path folder;

    /** The machine as a process sees it that was told these roots of the host's; those left empty are its own. */
    private Surroundings surroundings(String recording, String rootfs) throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(recording, folder);
        return Surroundings.of(new Machine(
                new Machine.Paths(
                        folder.resolve("proc"),
                        Path.of(rootfs.equals("/") ? "/sys" : "/host/sys"),
                        Path.of(rootfs),
                        folder.resolve("udev"),
                        folder.resolve("own")),
                recorded,
                recorded));
    }

    private static String roots(String own, String ofInit) {
        return "== file own/proc/self/mountinfo\n" + own + "== file proc/1/mountinfo\n" + ofInit;
    }

    @Test
    void aMachineIsNoContainerThoughItsRootWasMadeOfAnImage() throws IOException {
        Surroundings around = surroundings(FIRST + roots(OVERLAY, OVERLAY) + "== file own/.dockerenv\n", "/");
        assertThat(around.isContainer()).isFalse();
        assertThat(around.runtime()).isEmpty();
        assertThat(around.warning()).isEmpty();
    }

    @Test
    void whereNothingCanBeToldNoContainerIsClaimed() throws IOException {
        assertThat(surroundings("", "/").isContainer()).isFalse();
    }

    @Test
    void aContainerShowsItselfUnlessToldOtherwise() throws IOException {
        Surroundings around = surroundings(
                INNER
                        + roots(OVERLAY, OVERLAY)
                        + "== file proc/self/status\nName:\tjava\nNSpid:\t1\n== file own/.dockerenv\n",
                "/");
        assertThat(around.isContainer()).isTrue();
        assertThat(around.showsHostsProcesses()).isFalse();
        assertThat(around.warning().orElseThrow())
                .startsWith("this is a container (docker), and its own, not the host's, are: processes, network and"
                        + " mounts (path.procfs); sizes of filesystems, distribution and time zone (path.rootfs); state"
                        + " of network interfaces (path.sysfs)")
                .contains("--path.procfs=/host/proc --path.sysfs=/host/sys --path.rootfs=/host");
    }

    @Test
    void aContainerWithTheHostsFilesShowsTheHost() throws IOException {
        Surroundings around = surroundings(
                INNER
                        + roots(OVERLAY, EXT4)
                        + "== file proc/self/status\nNSpid:\t4812\t1\n== file own/run/.containerenv\n",
                "/host");
        assertThat(around).isEqualTo(new Surroundings(true, "podman", true, true, true, true));
        assertThat(around.warning()).isEmpty();
    }

    @Test
    void aContainerAmongTheHostsProcessesIsKnownByItsRoot() throws IOException {
        Surroundings around = surroundings(FIRST + roots(OVERLAY, EXT4), "/");
        assertThat(around.isContainer()).isTrue();
        assertThat(around.showsHostsProcesses()).isTrue();
        assertThat(around.warning().orElseThrow())
                .startsWith("this is a container, and its own, not the host's, are: sizes of filesystems");
        assertThat(surroundings(FIRST + roots(OVERLAY, EXT4), "/host").warning())
                .isEmpty();
    }

    @Test
    void aServiceWithMountsOfItsOwnIsNoContainer() throws IOException {
        assertThat(surroundings(FIRST + roots("128 101 253:0 / / rw - ext4 /dev/vda2 rw\n", EXT4), "/")
                        .isContainer())
                .isFalse();
    }

    @Test
    void theHostsNetworkOfOtherInterfacesIsTold() throws IOException {
        String networks = "== link own/proc/self/ns/net -> net:[5]\n== link proc/1/ns/net -> net:[4]\n";
        Surroundings around = surroundings(FIRST + roots(OVERLAY, EXT4) + networks, "/");
        assertThat(around.showsHostsInterfaces()).isFalse();
        assertThat(around.warning().orElseThrow()).contains("state of network interfaces (path.sysfs)");
    }

    @Test
    void lxcfsOverMeminfoIsTold() throws IOException {
        String lxcfs = "31 30 0:50 / " + folder.resolve("proc/meminfo") + " rw - fuse.lxcfs lxcfs rw\n";
        Surroundings around = surroundings(
                INNER
                        + roots(OVERLAY + lxcfs, OVERLAY)
                        + "== file own/run/systemd/container\nlxc\n== file proc/self/status\nNSpid:\t1\n",
                "/");
        assertThat(around.runtime()).isEqualTo("lxc");
        assertThat(around.showsHostsMemory()).isFalse();
        assertThat(around.warning().orElseThrow()).contains("memory and CPUs (lxcfs over path.procfs)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"container=lxc", "KUBERNETES_SERVICE_HOST=10.0.0.1"})
    void theEnvironmentMayNameTheRuntime(String variable) throws IOException {
        RecordedMachine recorded = RecordedMachine.unpackText(INNER, folder);
        recorded.write("own/proc/self/environ", "PATH=/bin\0" + variable + "\0HOME=/\0");
        assertThat(Surroundings.of(recorded.machine()).runtime())
                .isEqualTo(variable.startsWith("container") ? "lxc" : "kubernetes");
    }

    @Test
    void theNameOfTheHostIsThatOfItsRootWhereThisProcessHasAnother() throws IOException {
        String uname = "== uname Linux|3f1c2d4e5a6b|6.1|#1|x86_64|(none)\n== file root/etc/hostname\nnode-7\n";
        String inner = "== link own/proc/self/ns/uts -> uts:[4026532608]\n";
        String first = "== link own/proc/self/ns/uts -> uts:[4026531838]\n";
        assertThat(RecordedMachine.unpackText(uname + inner, folder).machine().uname())
                .extracting(SystemCalls.Uname::nodename, SystemCalls.Uname::release)
                .containsExactly("node-7", "6.1");
        assertThat(RecordedMachine.unpackText(uname + first, folder)
                        .machine()
                        .uname()
                        .nodename())
                .isEqualTo("3f1c2d4e5a6b");
    }
}
