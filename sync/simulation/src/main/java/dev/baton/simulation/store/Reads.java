package dev.baton.simulation.store;

import java.util.Set;

/** Which methods of a store change nothing. */
public final class Reads {
    private static final Set<String> NAMES =
            Set.of(
                    "checkpoint",
                    "scan",
                    "childrenOf",
                    "countByParent",
                    "find",
                    "verifyLedger",
                    "calls",
                    "fence",
                    "held",
                    "eachHeld",
                    "ledgerHead",
                    "newest",
                    "ours",
                    "run",
                    "writes",
                    "stopped",
                    "lastRun",
                    "unsettled",
                    "countUnsettled",
                    "jobs",
                    "takenPeriods",
                    "renewalDay",
                    "document",
                    "ledger",
                    "episodes",
                    "quarantine",
                    "mappings",
                    "close",
                    "toString");

    private Reads() {}

    /** By the method's name. */
    public static boolean contains(String method) {
        return NAMES.contains(method);
    }
}
