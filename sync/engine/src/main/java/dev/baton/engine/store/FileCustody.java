package dev.baton.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of a state that is a file: sealed at a clean end, and anchored where its ledger ends. That one
 * process writes at a time is the {@link StateLease}'s matter, which a stopped process keeps.
 */
final class FileCustody implements Custody {
    private static final Logger LOG = LoggerFactory.getLogger(FileCustody.class);

    /** What an operator can do about a state that is not what Baton left. */
    static final String WAY_OUT =
            " Nothing was changed. Put back the state folder as a whole, as it was after an end of"
                    + " Baton; or move it away and run again: records and scores are pulled and"
                    + " worked out anew and our tasks found by their keys, but the ledger of past"
                    + " writes, and with it undo, stays behind in the old folder.";

    private final SqliteConnections connections;
    private final Path database;
    private final Seal seal;
    private @Nullable StateKeys keys;
    private @Nullable Anchor anchor;
    private boolean whole;

    FileCustody(Path database, SqliteConnections connections) {
        this.database = database;
        this.connections = connections;
        this.seal = new Seal(database);
    }

    /**
     * Opens the tables for a writer, after looking at all that can have happened to them.
     *
     * @throws StoreException if they are not what Baton left
     */
    StateKeys open(MasterKey key) throws SQLException {
        try {
            boolean logLeft = connections.logLeft();
            if (Schema.state(connections.source()) == Schema.State.NEWER) {
                throw Schema.newer();
            }
            Optional<StateKeys> before =
                    Identity.of(connections.source()).map(identity -> identity.keys(key));
            boolean sealed = before.isPresent() && sealed(before.get(), logLeft);
            if (!sealed) {
                connections.checkWhole();
            }
            Schema.SQLITE.bringUp(connections, key);
            StateKeys now = Identity.keys(connections.source(), key);
            if (before.isPresent() && !sealed) {
                checkRows(now);
            }
            begin(now, before.isPresent());
            return now;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private boolean sealed(StateKeys known, boolean logLeft) throws IOException {
        if (!seal.exists()) {
            return false;
        }
        if (logLeft || !seal.holds(known)) {
            throw notWhatWeLeft(
                    "The state file "
                            + database
                            + " is not what Baton closed: it was changed, replaced or damaged"
                            + " since.");
        }
        return true;
    }

    /** What a database's own check cannot see; where a seal held, nothing of it can be. */
    private void checkRows(StateKeys now) throws SQLException {
        var plain = new Database(connections, NONE);
        plain.read(
                transaction -> {
                    Landing.checkSpans(transaction);
                    new Landing(now).checkBodies(transaction);
                    return true;
                });
        switch (plain.read(new Ledger(now)::verify)) {
            case LedgerCheck.Sound sound -> {}
            case LedgerCheck.Broken(long seq, String why) ->
                    throw notWhatWeLeft(
                            "The ledger in "
                                    + database
                                    + " is broken at line "
                                    + seq
                                    + ": "
                                    + why
                                    + ".");
        }
    }

    private void begin(StateKeys now, boolean anchored) throws SQLException, IOException {
        var beside = new Anchor(new SideFile(database, ".anchor"), now);
        LedgerHead head = new Database(connections, NONE).read(Ledger::head);
        switch (beside.read()) {
            case Anchor.Reading.Missing() when anchored && head.seq() > 0 ->
                    throw notWhatWeLeft(
                            "The note of where the ledger ends, " + anchorFile() + ", is missing.");
            case Anchor.Reading.Missing() -> {}
            case Anchor.Reading.Damaged() ->
                    throw notWhatWeLeft(
                            "The note of where the ledger ends, " + anchorFile() + ", is damaged.");
            case Anchor.Reading.Noted(LedgerHead noted) -> compare(noted, head);
        }
        beside.write(head);
        seal.remove();
        keys = now;
        anchor = beside;
    }

    private Path anchorFile() {
        return new SideFile(database, ".anchor").path();
    }

    private void compare(LedgerHead noted, LedgerHead head) throws SQLException {
        if (noted.seq() > head.seq()) {
            throw notWhatWeLeft(
                    "The ledger in "
                            + database
                            + " ends at line "
                            + head.seq()
                            + ", but line "
                            + noted.seq()
                            + " was written: this is an older copy, or its write-ahead log was"
                            + " lost.");
        }
        Optional<byte[]> there =
                new Database(connections, NONE)
                        .read(transaction -> Ledger.digest(transaction, noted.seq()));
        if (noted.seq() > 0
                && !there.map(each -> MessageDigest.isEqual(each, noted.chain())).orElse(false)) {
            throw notWhatWeLeft(
                    "The ledger in "
                            + database
                            + " has another line "
                            + noted.seq()
                            + " than was written: this is another copy's continuation.");
        }
    }

    private static StoreException notWhatWeLeft(String what) {
        return new StoreException(what + WAY_OUT, null);
    }

    private StoreException unusable(IOException failure) {
        return StoreException.atTheStart(
                FullDisk.isBehind(failure, database)
                        ? FullDisk.told(database)
                        : "The files beside "
                                + database
                                + " cannot be read or written. Check the disk and that the folder"
                                + " belongs to the user that runs Baton.",
                failure);
    }

    /**
     * A full disk often takes one more batch of intents, into room that the log has already; what
     * became of them would find none.
     */
    @Override
    public void fence() {
        if (FullDisk.hasNoRoomForABatch(database)) {
            throw new StoreException(FullDisk.told(database) + " Nothing more is sent.", null);
        }
    }

    @Override
    public void renew() {}

    @Override
    public void enter(Transaction transaction) {}

    @Override
    public void appended(LedgerHead head) {
        Anchor noting = anchor;
        if (noting == null) {
            throw new IllegalStateException("not open yet");
        }
        try {
            noting.write(head);
        } catch (IOException e) {
            throw new StoreException(
                    "Stored, but the disk that holds "
                            + database
                            + " refuses the note of it. Nothing more is sent; make room or check the"
                            + " disk, then run again.",
                    e);
        }
    }

    @Override
    public void closing() {
        whole = keys != null && connections.checkpointed();
    }

    @Override
    public void closed() {
        StateKeys now = keys;
        if (now == null || !whole || !connections.quiet() || connections.logLeft()) {
            return;
        }
        try {
            seal.set(now);
        } catch (IOException e) {
            // All is stored; without its seal the next start reads everything once.
            LOG.warn("The state was closed without a seal", e);
        }
    }
}
