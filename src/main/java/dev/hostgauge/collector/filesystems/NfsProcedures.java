package dev.hostgauge.collector.filesystems;

import dev.hostgauge.collector.filesystems.LineTable.Column;
import dev.hostgauge.metric.MetricDef;
import java.util.ArrayList;
import java.util.List;

/**
 * The procedures of NFS, spelled as node_exporter does, in the order in which the kernel counts their calls: lines such
 * as {@code proc3 22 2 112 …}, where the first number says how many follow. A {@code -} is one that is not served.
 */
final class NfsProcedures {
    static final String VERSION_2 = "Null GetAttr SetAttr Root Lookup ReadLink Read WrCache Write Create Remove Rename"
            + " Link SymLink MkDir RmDir ReadDir FsStat";

    static final String VERSION_3 = "Null GetAttr SetAttr Lookup Access ReadLink Read Write Create MkDir SymLink MkNod"
            + " Remove RmDir Rename Link ReadDir ReadDirPlus FsStat FsInfo PathConf Commit";

    /** Version 4 as a client counts: what it did, in {@code NFSPROC4_CLNT_*} of the kernel. */
    static final String VERSION_4_CLIENT = "Null Read Write Commit Open OpenConfirm OpenNoattr OpenDowngrade Close"
            + " Setattr FsInfo Renew SetClientID SetClientIDConfirm Lock Lockt Locku Access Getattr Lookup LookupRoot"
            + " Remove Rename Link Symlink Create Pathconf StatFs ReadLink ReadDir ServerCaps DelegReturn GetACL SetACL"
            + " FsLocations ReleaseLockowner Secinfo FsidPresent ExchangeID CreateSession DestroySession Sequence"
            + " GetLeaseTime ReclaimComplete LayoutGet GetDeviceInfo LayoutCommit LayoutReturn SecinfoNoName TestStateID"
            + " FreeStateID GetDeviceList BindConnToSession DestroyClientID Seek Allocate DeAllocate LayoutStats Clone";

    /** Version 4 as a server counts: operations by their number in the protocol. */
    static final String VERSION_4_SERVER = "- - - Access Close Commit Create DelegPurge DelegReturn GetAttr GetFH Link"
            + " Lock Lockt Locku Lookup LookupRoot Nverify Open OpenAttr OpenConfirm OpenDgrd PutFH - - Read ReadDir"
            + " ReadLink Remove Rename Renew RestoreFH SaveFH SecInfo SetAttr SetClientID SetClientIDConfirm Verify"
            + " Write RelLockOwner";

    private NfsProcedures() {}

    /** The columns of a line with these procedures. */
    static Column[] columns(MetricDef requests, String version, String procedures) {
        List<Column> columns = new ArrayList<>();
        String[] names = procedures.split(" ", -1);
        for (int i = 0; i < names.length; i++) {
            if (!names[i].equals("-")) {
                columns.add(new Column(i + 1, requests, version, names[i]));
            }
        }
        return columns.toArray(Column[]::new);
    }
}
