package dev.baton.engine.store;

import dev.baton.core.plan.Ours;
import dev.baton.core.play.Episode;
import dev.baton.core.snapshot.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Baton's memory. One contract, held on SQLite and PostgreSQL by the same tests. Every method is
 * one transaction and may be called from any thread; a {@link StoreException} means that nothing of
 * it was stored. One case cannot be told: a database server that vanishes in the middle of a commit
 * may have stored all of it; reading back what is there (checkpoint, unsettled intents) finds out.
 * {@link LeaseLostException}: another process holds the state since, and nothing was stored.
 *
 * <p>Values are what {@link dev.baton.port.RawRecord} and {@link dev.baton.port.WriteRequest}
 * allow; another type is a caller's error: {@link IllegalArgumentException}, and nothing is stored.
 */
public interface StateStore extends AutoCloseable {

    // --- landing ---

    Optional<Checkpoint> checkpoint(StreamKey stream);

    /** Has the next pull read a stream from its beginning; what has landed stays. */
    void rewind(StreamKey stream);

    /**
     * Records and cursor together, or neither (invariant 1).
     *
     * @return the records that differ from the version we had, or that we had none of
     */
    List<NewVersion> commit(StreamKey stream, LandedPage page);

    /**
     * The versions in force at an instant, deleted ones left out, in order of id, byte by byte.
     * They are read as they come, so that a stream may be larger than memory, and show the state as
     * the scan began: {@code each} may call the store, also to change it.
     *
     * @param knownAt what we had learned by then: of each record the last version with {@link
     *     LandedRecord#knownAt()} not after it
     */
    void scan(StreamKey stream, Instant knownAt, Consumer<LandedRecord> each);

    /** As {@link #scan}, of the records whose version in force belongs to one of these parents. */
    List<LandedRecord> childrenOf(StreamKey stream, Collection<String> parents, Instant knownAt);

    /** As {@link #scan}, only how many records name each parent; those without one left out. */
    SortedMap<String, Integer> countByParent(StreamKey stream, Instant knownAt);

    /** As {@link #scan}, one record. */
    Optional<LandedRecord> find(StreamKey stream, String id, Instant knownAt);

    /**
     * When the newest record of a stream was modified.
     *
     * @param upTo later ones do not count
     * @return nothing when there is none
     */
    Optional<Instant> newest(StreamKey stream, Instant upTo);

    // --- what the CRM holds in our fields ---

    /**
     * Record id → field → value, for every record of the object we have seen, in order of id.
     * Numbers come back without trailing zeros: 81.0 as 81.
     */
    Map<String, Map<String, @Nullable Object>> held(StreamKey object);

    /**
     * How many of those records lie between two.
     *
     * @param first inclusive
     * @param last inclusive
     */
    long countHeld(StreamKey object, String first, String last);

    /**
     * What these records hold, as {@link #held(StreamKey)}; those we have never seen are absent.
     */
    Map<String, Map<String, @Nullable Object>> held(StreamKey object, Collection<String> records);

    /** Overwrites what we believe these records hold, field by field. */
    void hold(StreamKey object, Map<String, Map<String, @Nullable Object>> values);

    /** What we wrote last into these records' fields; those we never wrote are absent. */
    Map<String, Map<String, Ours>> ours(StreamKey object, Collection<String> records);

    /**
     * Overwrites what counts as written by us, field by field: what was read back after a write, or
     * what a person gave back to us.
     */
    void own(StreamKey object, Map<String, Map<String, Ours>> values);

    /**
     * The names of all records of the object that are held, in order. Nothing but names is read, so
     * that it is cheap for many.
     */
    void eachHeld(StreamKey object, Consumer<String> record);

    /** Forgets what these records hold and what is ours of it: they are gone. */
    void forget(StreamKey object, Collection<String> records);

    // --- runs, intents, ledger ---

    void begin(Run run);

    /** Overwrites the run of the same id. */
    void update(Run run);

    Optional<Run> run(String id);

    /** The last run in this state, or in any when null. */
    Optional<Run> lastRun(Run.@Nullable State state);

    /** The last run in this state that had learned nothing after an instant. */
    Optional<Run> lastRun(Run.State state, Instant knownBy);

    /**
     * Outbox and ledger together, before the first send (invariant 1).
     *
     * @throws StoreException also if an intent for one of the records is still unsettled
     */
    void intend(Run run, List<Intent> intents);

    /**
     * What became of intents; closes them in the outbox and appends to the ledger, one line a
     * record under the run, mappings and model that the intent was made with. New values that were
     * accepted, or seen when read back, are held from now on, and are ours.
     *
     * @param run the one that learned it; its {@link Run#knownAt()} is when
     * @param outcomes by record id of the object
     * @throws StoreException also if no intent is open for one of the records
     */
    void settle(Run run, String connection, String object, Map<String, Outcome> outcomes);

    /**
     * What others did to records of ours: appends to the ledger, one line a record.
     *
     * @param events by record id of the object: {@code merged into 001…}
     */
    void note(Run run, StreamKey object, SortedMap<String, String> events);

    /** Intents whose outcome nobody knows, oldest first. */
    List<Intent> unsettled(String connection);

    /** The oldest of those for one object. */
    List<Intent> unsettled(StreamKey object, int most);

    /** Those of some records, oldest first; records without one are left out. */
    List<Intent> unsettled(StreamKey object, Collection<String> records);

    /** How many there are, by object; objects without any are left out. */
    SortedMap<String, Integer> countUnsettled(String connection);

    /** The first entries after a number, the newest last. */
    List<LedgerEntry> ledger(long afterSeq, int limit);

    /** The digest of the ledger's last line over all lines, 64 hexadecimal digits. */
    String ledgerHead();

    /**
     * Follows the ledger's chain from its first line to its last.
     *
     * @return what it showed; reading it does not throw where a line was tampered with
     */
    LedgerCheck verifyLedger();

    /** The lines of intents that came to a write, in the order they were written. */
    void writes(WriteScope scope, Consumer<LedgerEntry> each);

    // --- jobs of mass writes ---

    /**
     * Keeps the job that writes an object, before anything of it is uploaded.
     *
     * @throws StoreException also if one is kept already
     */
    void keepJob(StreamKey object, String job);

    /** The jobs that may still be under way, by object. */
    SortedMap<String, String> jobs(String connection);

    /** It has come to rest; does nothing where none is kept. */
    void forgetJob(StreamKey object);

    // --- snapshots ---

    /** The last week and the last month whose snapshots were taken; none before the first. */
    List<Period> takenPeriods(String connection);

    /** Keeps periods as taken; of a grain whose later one is kept already, it does nothing. */
    void takePeriods(String connection, Collection<Period> periods);

    // --- renewals ---

    /** The last day whose renewals are done with; nothing before the first. */
    Optional<LocalDate> renewalDay(String connection);

    /** Keeps a day as done with; where a later one is kept already, it does nothing. */
    void keepRenewalDay(String connection, LocalDate day);

    // --- the brake ---

    /** Keeps a plan that the brake stopped, in place of the one before. */
    void keepStopped(String connection, StoppedPlan stopped);

    /** The plan that waits for a person, if one does. */
    Optional<StoppedPlan> stopped(String connection);

    /** It was carried out, or nobody waits for it any more. */
    void forgetStopped(String connection);

    // --- plays ---

    /** The causes that lasted after the last push, in order of account and play. */
    List<Episode> episodes(String connection);

    /** Puts these in place of all episodes of a connection. */
    void keepEpisodes(String connection, List<Episode> episodes);

    // --- quarantine ---

    void park(List<Parked> parked);

    /** Takes a record out, because it came through since. */
    void release(StreamKey stream, Collection<String> records);

    /** Takes one entry out; another reason of the same record stays. */
    void drop(Parked parked);

    /** Oldest first, then by stream and record. */
    List<Parked> quarantine();

    // --- calls, so that the daily budget holds over runs and processes ---

    /**
     * Takes calls in advance, if the 24 hours to now (and what a clock that ran ahead counted
     * later) hold fewer than the limit.
     *
     * @param now the system's clock
     * @param wanted more than zero
     * @return how many were taken, 0 when there is no room
     */
    int takeCalls(String connection, Instant now, int wanted, long limit);

    /**
     * Gives back calls that were taken then and not made.
     *
     * @throws StoreException also if more are given back than were taken in that hour
     */
    void giveBackCalls(String connection, Instant takenAt, int calls);

    /** Remembers what a system says of everybody's calls. */
    void sawAllowance(String connection, CallDay.Allowance allowance);

    /**
     * How a system's day stands.
     *
     * @param now null for the instant at which the system last told its allowance; before the first
     *     time nothing is counted then
     */
    CallDay calls(String connection, @Nullable Instant now);

    // --- mappings, so that a past run can be explained with the words it was made of ---

    /**
     * Keeps a mapping folder's text under its digest; does nothing if it has it.
     *
     * @param files relative path → text
     */
    void keepMappings(String digest, Map<String, String> files);

    Optional<Map<String, String>> mappings(String digest);

    // --- what looks at how things go leave for the next one ---

    /** A document by its name; nothing where none is kept. */
    Optional<String> document(String name);

    /** Keeps a document in place of the one before; null takes it out. */
    void keepDocument(String name, @Nullable String text);

    // --- leases ---

    /**
     * To be called right before each send to a CRM. A state that several processes share is held
     * for a while at a time; this prolongs it, and tells when it is lost. A process that has the
     * state folder's {@link StateLease} cannot lose it.
     *
     * @throws LeaseLostException if another process may have taken over; nothing may be sent
     * @throws StoreException if the disk has no room for what becomes of a batch
     */
    void fence();

    @Override
    void close();
}
