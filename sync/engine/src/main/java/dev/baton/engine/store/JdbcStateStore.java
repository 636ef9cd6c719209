package dev.baton.engine.store;

import dev.baton.core.plan.Ours;
import dev.baton.core.play.Episode;
import dev.baton.core.snapshot.Period;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The memory in a relational database: one transaction a method, the tables' words elsewhere. */
final class JdbcStateStore implements StateStore {
    private final Database database;
    private final Custody custody;
    private final Ledger ledger;
    private final Landing landing;
    private final Holdings holdings;
    private final Journal journal;
    private final StoppedPlans stoppedPlans;
    private final KeptDocuments documents;

    JdbcStateStore(Connections connections, Custody custody, StateKeys keys) {
        this.database = new Database(connections, custody);
        this.custody = custody;
        this.ledger = new Ledger(keys);
        this.landing = new Landing(keys);
        this.holdings = new Holdings(keys);
        this.journal = new Journal(keys, ledger, holdings);
        this.stoppedPlans = new StoppedPlans(keys);
        this.documents = new KeptDocuments(keys);
    }

    @Override
    public Optional<Checkpoint> checkpoint(StreamKey stream) {
        return database.read(transaction -> Landing.checkpoint(transaction, stream));
    }

    @Override
    public void rewind(StreamKey stream) {
        database.write(transaction -> Landing.rewind(transaction, stream));
    }

    @Override
    public List<NewVersion> commit(StreamKey stream, LandedPage page) {
        return database.change(
                transaction -> {
                    List<NewVersion> versions =
                            landing.land(transaction, stream, page.records(), page.pulledAt());
                    holdings.hold(transaction, stream, page.held());
                    Quarantine.park(transaction, page.parked());
                    Landing.advance(transaction, stream, page.checkpoint());
                    return versions;
                });
    }

    @Override
    public void scan(StreamKey stream, Instant knownAt, Consumer<LandedRecord> each) {
        database.read(
                transaction -> {
                    landing.scan(transaction, stream, knownAt, each);
                    return true;
                });
    }

    @Override
    public List<LandedRecord> childrenOf(
            StreamKey stream, Collection<String> parents, Instant knownAt) {
        return database.read(
                transaction -> landing.childrenOf(transaction, stream, parents, knownAt));
    }

    @Override
    public SortedMap<String, Integer> countByParent(StreamKey stream, Instant knownAt) {
        return database.read(transaction -> Landing.countByParent(transaction, stream, knownAt));
    }

    @Override
    public Optional<LandedRecord> find(StreamKey stream, String id, Instant knownAt) {
        return database.read(transaction -> landing.find(transaction, stream, id, knownAt));
    }

    @Override
    public Optional<Instant> newest(StreamKey stream, Instant upTo) {
        return database.read(transaction -> Landing.newest(transaction, stream, upTo));
    }

    @Override
    public Map<String, Map<String, @Nullable Object>> held(StreamKey object) {
        return database.read(transaction -> holdings.all(transaction, object));
    }

    @Override
    public long countHeld(StreamKey object, String first, String last) {
        return database.read(transaction -> Holdings.count(transaction, object, first, last));
    }

    @Override
    public Map<String, Map<String, @Nullable Object>> held(
            StreamKey object, Collection<String> records) {
        return database.read(transaction -> holdings.some(transaction, object, records));
    }

    @Override
    public void hold(StreamKey object, Map<String, Map<String, @Nullable Object>> values) {
        database.write(transaction -> holdings.hold(transaction, object, values));
    }

    @Override
    public Map<String, Map<String, Ours>> ours(StreamKey object, Collection<String> records) {
        return database.read(transaction -> holdings.ours(transaction, object, records));
    }

    @Override
    public void own(StreamKey object, Map<String, Map<String, Ours>> values) {
        database.write(transaction -> holdings.own(transaction, object, values));
    }

    @Override
    public void eachHeld(StreamKey object, Consumer<String> record) {
        database.read(
                transaction -> {
                    Holdings.names(transaction, object, record);
                    return true;
                });
    }

    @Override
    public void forget(StreamKey object, Collection<String> records) {
        database.write(transaction -> Holdings.forget(transaction, object, records));
    }

    @Override
    public void begin(Run run) {
        database.write(transaction -> Runs.begin(transaction, run));
    }

    @Override
    public void update(Run run) {
        database.write(transaction -> Runs.update(transaction, run));
    }

    @Override
    public Optional<Run> run(String id) {
        return database.read(transaction -> Runs.find(transaction, id));
    }

    @Override
    public Optional<Run> lastRun(Run.@Nullable State state) {
        return database.read(transaction -> Runs.last(transaction, state));
    }

    @Override
    public Optional<Run> lastRun(Run.State state, Instant knownBy) {
        return database.read(transaction -> Runs.last(transaction, state, knownBy));
    }

    @Override
    public void intend(Run run, List<Intent> intents) {
        database.append(transaction -> journal.intend(transaction, run, intents));
    }

    @Override
    public void note(Run run, StreamKey object, SortedMap<String, String> events) {
        database.append(transaction -> journal.note(transaction, run, object, events));
    }

    @Override
    public void settle(Run run, String connection, String object, Map<String, Outcome> outcomes) {
        var key = new StreamKey(connection, object);
        database.append(transaction -> journal.settle(transaction, run, key, outcomes));
    }

    @Override
    public List<Intent> unsettled(String connection) {
        return database.read(transaction -> journal.unsettled(transaction, connection));
    }

    @Override
    public List<Intent> unsettled(StreamKey object, int most) {
        return database.read(transaction -> journal.unsettled(transaction, object, most));
    }

    @Override
    public List<Intent> unsettled(StreamKey object, Collection<String> records) {
        return database.read(transaction -> journal.unsettled(transaction, object, records));
    }

    @Override
    public SortedMap<String, Integer> countUnsettled(String connection) {
        return database.read(transaction -> Journal.countUnsettled(transaction, connection));
    }

    @Override
    public List<LedgerEntry> ledger(long afterSeq, int limit) {
        return database.read(transaction -> ledger.entries(transaction, afterSeq, limit));
    }

    @Override
    public String ledgerHead() {
        return database.read(
                transaction -> HexFormat.of().formatHex(Ledger.head(transaction).chain()));
    }

    @Override
    public LedgerCheck verifyLedger() {
        return database.read(ledger::verify);
    }

    @Override
    public void writes(WriteScope scope, Consumer<LedgerEntry> each) {
        database.read(
                transaction -> {
                    ledger.writes(transaction, scope, each);
                    return true;
                });
    }

    @Override
    public void keepJob(StreamKey object, String job) {
        database.write(
                transaction ->
                        transaction.update(
                                "INSERT INTO job (connection, object, job) VALUES (?, ?, ?)",
                                object.connection(),
                                object.stream(),
                                job));
    }

    @Override
    public SortedMap<String, String> jobs(String connection) {
        var jobs = new TreeMap<String, String>();
        database.read(
                        transaction ->
                                transaction.list(
                                        "SELECT object, job FROM job WHERE connection = ?",
                                        row -> Map.entry(row.getString(1), row.getString(2)),
                                        connection))
                .forEach(job -> jobs.put(job.getKey(), job.getValue()));
        return jobs;
    }

    @Override
    public List<Period> takenPeriods(String connection) {
        return database.read(transaction -> Periods.taken(transaction, connection));
    }

    @Override
    public void takePeriods(String connection, Collection<Period> periods) {
        database.write(transaction -> Periods.take(transaction, connection, periods));
    }

    @Override
    public Optional<LocalDate> renewalDay(String connection) {
        return database.read(transaction -> Periods.renewalDay(transaction, connection));
    }

    @Override
    public void keepRenewalDay(String connection, LocalDate day) {
        database.write(transaction -> Periods.keepRenewalDay(transaction, connection, day));
    }

    @Override
    public void forgetJob(StreamKey object) {
        database.write(
                transaction ->
                        transaction.update(
                                "DELETE FROM job WHERE connection = ? AND object = ?",
                                object.connection(),
                                object.stream()));
    }

    @Override
    public void keepStopped(String connection, StoppedPlan stopped) {
        database.write(transaction -> stoppedPlans.keep(transaction, connection, stopped));
    }

    @Override
    public Optional<StoppedPlan> stopped(String connection) {
        return database.read(transaction -> stoppedPlans.find(transaction, connection));
    }

    @Override
    public void forgetStopped(String connection) {
        database.write(transaction -> StoppedPlans.forget(transaction, connection));
    }

    @Override
    public List<Episode> episodes(String connection) {
        return database.read(transaction -> Episodes.all(transaction, connection));
    }

    @Override
    public void keepEpisodes(String connection, List<Episode> episodes) {
        database.write(transaction -> Episodes.keep(transaction, connection, episodes));
    }

    @Override
    public void park(List<Parked> parked) {
        database.write(transaction -> Quarantine.park(transaction, parked));
    }

    @Override
    public void release(StreamKey stream, Collection<String> records) {
        database.write(transaction -> Quarantine.release(transaction, stream, records));
    }

    @Override
    public void drop(Parked parked) {
        database.write(transaction -> Quarantine.drop(transaction, parked));
    }

    @Override
    public List<Parked> quarantine() {
        return database.read(Quarantine::all);
    }

    @Override
    public int takeCalls(String connection, Instant now, int wanted, long limit) {
        return database.change(
                transaction -> Calls.take(transaction, connection, now, wanted, limit));
    }

    @Override
    public void giveBackCalls(String connection, Instant takenAt, int calls) {
        database.write(transaction -> Calls.giveBack(transaction, connection, takenAt, calls));
    }

    @Override
    public void sawAllowance(String connection, CallDay.Allowance allowance) {
        database.write(transaction -> Calls.saw(transaction, connection, allowance));
    }

    @Override
    public CallDay calls(String connection, @Nullable Instant now) {
        return database.read(
                transaction -> {
                    CallDay.Allowance last = Calls.allowance(transaction, connection).orElse(null);
                    Instant at = now != null ? now : last == null ? Instant.EPOCH : last.seenAt();
                    return Calls.day(transaction, connection, at);
                });
    }

    @Override
    public void keepMappings(String digest, Map<String, String> files) {
        database.write(
                transaction ->
                        transaction.update(
                                "INSERT INTO mapping (digest, files) VALUES (?, ?)"
                                        + " ON CONFLICT DO NOTHING",
                                digest,
                                Values.canonical(files)));
    }

    @Override
    public Optional<Map<String, String>> mappings(String digest) {
        return database.read(
                transaction ->
                        transaction.first(
                                "SELECT files FROM mapping WHERE digest = ?",
                                row -> texts(row.getString(1)),
                                digest));
    }

    private static Map<String, String> texts(String json) throws SQLException {
        var texts = new LinkedHashMap<String, String>();
        for (var file : Values.read(json).entrySet()) {
            if (!(file.getValue() instanceof String text)) {
                throw new SQLException("A kept mapping file is not text");
            }
            texts.put(file.getKey(), text);
        }
        return texts;
    }

    @Override
    public Optional<String> document(String name) {
        return database.read(transaction -> documents.find(transaction, name));
    }

    @Override
    public void keepDocument(String name, @Nullable String text) {
        database.write(transaction -> documents.keep(transaction, name, text));
    }

    @Override
    public void fence() {
        custody.fence();
    }

    @Override
    public void close() {
        database.close();
    }
}
