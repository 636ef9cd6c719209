package dev.baton.engine.store;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ledger's end, noted outside of the database: an older copy of the database, or one that lost
 * its write-ahead log, ends before it. Written after a commit, so it may lag behind, never lead.
 */
final class Anchor {
    private static final Pattern FORM =
            Pattern.compile(
                    """
                    baton anchor 1
                    ledger ([0-9]{1,18}) ([0-9a-f]{64})
                    hmac-sha256 ([0-9a-f]{64})
                    """);

    private final SideFile file;
    private final StateKeys keys;
    private long written = -1;

    Anchor(SideFile file, StateKeys keys) {
        this.file = file;
        this.keys = keys;
    }

    /** What it can say. */
    sealed interface Reading {
        /** There is none. */
        record Missing() implements Reading {}

        /** It is not what we wrote. */
        record Damaged() implements Reading {}

        record Noted(LedgerHead head) implements Reading {}
    }

    Reading read() throws IOException {
        Optional<String> text = file.read();
        if (text.isEmpty()) {
            return new Reading.Missing();
        }
        Matcher form = FORM.matcher(text.get());
        if (!form.matches()) {
            return new Reading.Damaged();
        }
        HexFormat hex = HexFormat.of();
        var head = new LedgerHead(Long.parseLong(form.group(1)), hex.parseHex(form.group(2)));
        return MessageDigest.isEqual(mac(head), hex.parseHex(form.group(3)))
                ? new Reading.Noted(head)
                : new Reading.Damaged();
    }

    /** Moves forward only: of two commits the later one may come here first. */
    synchronized void write(LedgerHead head) throws IOException {
        if (head.seq() <= written) {
            return;
        }
        HexFormat hex = HexFormat.of();
        file.write(
                "baton anchor 1\nledger "
                        + head.seq()
                        + " "
                        + hex.formatHex(head.chain())
                        + "\nhmac-sha256 "
                        + hex.formatHex(mac(head))
                        + "\n");
        written = head.seq();
    }

    private byte[] mac(LedgerHead head) {
        return LedgerChain.mac(keys.seal())
                .doFinal(Canonical.of("anchor", keys.state(), head.seq(), head.chain()));
    }
}
