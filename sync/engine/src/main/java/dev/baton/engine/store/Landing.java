package dev.baton.engine.store;

import dev.baton.port.Cursor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** The records of the sources, every version of them, and how far each stream has been read. */
final class Landing {
    /** Connection, stream, and twice the instant that is asked for. */
    private static final String IN_FORCE =
            "SELECT "
                    + LandedRow.COLUMNS
                    + " FROM landed WHERE connection = ? AND stream = ? AND known_at <= ?"
                    + " AND known_until > ? AND deleted = 0";

    /** Where in {@link #INSERT} a span's end and the digest stand. */
    private static final int UNTIL = 5;

    private static final int DIGEST = 11;

    static final String INSERT =
            "INSERT INTO landed (connection, stream, id, version, known_at, known_until,"
                    + " reconstructed, created_at, modified_at, deleted, parent, digest, body)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** As the databases order their text keys: by code point, which is by byte of UTF-8. */
    private static final Comparator<LandedRecord> BY_ID =
            (left, right) -> byCodePoint(left.id(), right.id());

    /** The version that is in force until another one comes. */
    private record Last(
            String id, int version, long knownAt, @Nullable String parent, byte[] digest) {}

    private final RowCipher cipher;

    /** One for each thread, for it is costly to make and remembers what it was given. */
    private final ThreadLocal<Mac> macs;

    Landing(StateKeys keys) {
        this.cipher = new RowCipher(keys.data());
        SecretKey versions = keys.versions();
        this.macs = ThreadLocal.withInitial(() -> LedgerChain.mac(versions));
    }

    static Optional<Checkpoint> checkpoint(Transaction transaction, StreamKey stream)
            throws SQLException {
        return transaction.first(
                "SELECT cursor, fingerprint, backfilled, fresh_at FROM checkpoint"
                        + " WHERE connection = ? AND stream = ?",
                row ->
                        new Checkpoint(
                                new Cursor(row.getString("cursor")),
                                row.getString("fingerprint"),
                                row.getInt("backfilled") == 1,
                                Micros.nullable(row, "fresh_at")),
                stream.connection(),
                stream.stream());
    }

    static void advance(Transaction transaction, StreamKey stream, Checkpoint checkpoint)
            throws SQLException {
        transaction.update(
                "INSERT INTO checkpoint"
                        + " (connection, stream, cursor, fingerprint, backfilled, fresh_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (connection, stream) DO UPDATE SET cursor = excluded.cursor,"
                        + " fingerprint = excluded.fingerprint, backfilled = excluded.backfilled,"
                        + " fresh_at = excluded.fresh_at",
                stream.connection(),
                stream.stream(),
                checkpoint.cursor().value(),
                checkpoint.fingerprint(),
                checkpoint.backfilled() ? 1 : 0,
                Micros.ofNullable(checkpoint.freshAt()));
    }

    /**
     * Holds each version's end against the next one's begin.
     *
     * @throws SQLException as for a damaged page, if one does not meet the other
     */
    static void checkSpans(Transaction transaction) throws SQLException {
        long apart =
                transaction
                        .first(
                                "SELECT COUNT(*) FROM (SELECT known_until, LEAD(known_at) OVER"
                                        + " (PARTITION BY connection, stream, id ORDER BY version)"
                                        + " AS follows FROM landed) AS spans"
                                        + " WHERE known_until <> COALESCE(follows, ?)",
                                row -> row.getLong(1),
                                Micros.FOREVER)
                        .orElse(0L);
        if (apart > 0) {
            throw new SQLException(
                    apart + " versions do not meet", null, SQLiteErrorCode.SQLITE_CORRUPT.code);
        }
    }

    /**
     * Opens every version: what hides one from all questions, such as a tombstone, is bound to its
     * text, too.
     */
    void checkBodies(Transaction transaction) throws SQLException {
        transaction.each(
                "SELECT " + LandedRow.COLUMNS + ", connection, stream FROM landed",
                row ->
                        record(
                                new StreamKey(row.getString("connection"), row.getString("stream")),
                                row),
                version -> {});
    }

    static void rewind(Transaction transaction, StreamKey stream) throws SQLException {
        transaction.update(
                "DELETE FROM checkpoint WHERE connection = ? AND stream = ?",
                stream.connection(),
                stream.stream());
    }

    /** A record as text, and what tells its versions apart. */
    private record Text(LandedRecord record, String body, byte[] digest) {}

    /** A row whose text is still to be closed. */
    private record Begun(@Nullable Object[] row, String body) {}

    /**
     * Adds a version of each record that differs from its last one. Texts, digests and ciphers take
     * more time than the database does, and no record waits for another there.
     */
    List<NewVersion> land(
            Transaction transaction, StreamKey stream, List<LandedRecord> records, Instant pulledAt)
            throws SQLException {
        var byId = new LinkedHashMap<String, LandedRecord>();
        records.forEach(record -> byId.put(record.id(), record));
        Map<String, Last> lasts = lasts(transaction, stream, byId.keySet());
        List<Text> texts = byId.values().parallelStream().map(this::text).toList();
        var ended = new ArrayList<@Nullable Object[]>();
        var begun = new ArrayList<Begun>();
        var versions = new ArrayList<NewVersion>();
        for (Text text : texts) {
            LandedRecord record = text.record();
            Last last = lasts.get(record.id());
            if (last == null) {
                long knownAt = Micros.of(record.knownAt());
                begun.add(begun(stream, text, 1, knownAt, record.reconstructed()));
                versions.add(new NewVersion(record.id(), record.parent(), null));
            } else if (!MessageDigest.isEqual(last.digest(), text.digest())) {
                long knownAt = knownAfter(last, record, pulledAt);
                ended.add(end(stream, last, knownAt));
                begun.add(begun(stream, text, last.version() + 1, knownAt, false));
                versions.add(new NewVersion(record.id(), record.parent(), last.parent()));
            }
        }
        transaction.batch(
                "UPDATE landed SET known_until = ?"
                        + " WHERE connection = ? AND stream = ? AND id = ? AND version = ?",
                ended);
        transaction.batch(
                INSERT,
                begun.parallelStream().map(each -> closed(each.row(), each.body())).toList());
        return versions;
    }

    private Text text(LandedRecord record) {
        String body = Values.canonical(record.fields());
        byte[] digest =
                digest(macs.get(), record.createdAt(), record.deleted(), record.parent(), body);
        return new Text(record, body, digest);
    }

    /**
     * When a later version became known. What a repeated backfill brings we know since its pull,
     * not since the record's creation: the version before it was our answer until then. And should
     * the source's clock step back, the later version still is the later one.
     */
    private static long knownAfter(Last last, LandedRecord record, Instant pulledAt) {
        Instant known = record.reconstructed() ? pulledAt : record.knownAt();
        return Math.max(last.knownAt(), Micros.of(known));
    }

    private static @Nullable Object[] end(StreamKey stream, Last last, long knownUntil) {
        return new @Nullable Object[] {
            knownUntil, stream.connection(), stream.stream(), last.id(), last.version()
        };
    }

    private static Begun begun(
            StreamKey stream, Text text, int version, long knownAt, boolean reconstructed) {
        LandedRecord record = text.record();
        @Nullable Object[] row = {
            stream.connection(),
            stream.stream(),
            record.id(),
            version,
            knownAt,
            Micros.FOREVER,
            reconstructed ? 1 : 0,
            Micros.ofNullable(record.createdAt()),
            Micros.of(record.modifiedAt()),
            record.deleted() ? 1 : 0,
            record.parent(),
            text.digest(),
            null
        };
        return new Begun(row, text.body());
    }

    /** Fills in the last column. */
    private @Nullable Object[] closed(@Nullable Object[] row, String body) {
        row[row.length - 1] = cipher.close(body, place(row));
        return row;
    }

    /** What a body is bound to: all other columns but the end of its span, which may yet move. */
    private static @Nullable Object[] place(@Nullable Object[] row) {
        int after = UNTIL + 1;
        @Nullable Object[] place = new @Nullable Object[row.length - 1];
        place[0] = LandedRow.PLACE;
        System.arraycopy(row, 0, place, 1, UNTIL);
        System.arraycopy(row, after, place, after, place.length - after);
        return place;
    }

    /** A row of before bodies were closed. */
    @Nullable Object[] closed(ResultSet row) throws SQLException {
        String body = row.getString("body");
        @Nullable Object[] closed =
                columns(new StreamKey(row.getString("connection"), row.getString("stream")), row);
        closed[UNTIL] = row.getLong("known_until");
        closed[DIGEST] =
                digest(
                        macs.get(),
                        Micros.nullable(row, "created_at"),
                        row.getInt("deleted") == 1,
                        row.getString("parent"),
                        body);
        return closed(closed, body);
    }

    private static @Nullable Object[] columns(StreamKey stream, ResultSet row) throws SQLException {
        return new @Nullable Object[] {
            stream.connection(),
            stream.stream(),
            row.getString("id"),
            row.getInt("version"),
            row.getLong("known_at"),
            null,
            row.getInt("reconstructed"),
            Micros.ofNullable(Micros.nullable(row, "created_at")),
            row.getLong("modified_at"),
            row.getInt("deleted"),
            row.getString("parent"),
            row.getBytes("digest"),
            null
        };
    }

    private static Map<String, Last> lasts(
            Transaction transaction, StreamKey stream, Collection<String> ids) throws SQLException {
        return ids.isEmpty() || !hasAny(transaction, stream, ids)
                ? Map.of()
                : lastsOf(transaction, stream, ids);
    }

    /** Of a stream that is read for the first time there is none, which one question tells. */
    private static boolean hasAny(Transaction transaction, StreamKey stream, Collection<String> ids)
            throws SQLException {
        return transaction
                .first(
                        "SELECT 1 FROM landed WHERE connection = ? AND stream = ?"
                                + " AND id >= ? AND id <= ? LIMIT 1",
                        row -> true,
                        stream.connection(),
                        stream.stream(),
                        Collections.min(ids, Landing::byCodePoint),
                        Collections.max(ids, Landing::byCodePoint))
                .isPresent();
    }

    private static Map<String, Last> lastsOf(
            Transaction transaction, StreamKey stream, Collection<String> ids) throws SQLException {
        return transaction
                .listByKeys(
                        "SELECT id, version, known_at, parent, digest FROM landed"
                                + " WHERE connection = ?"
                                + " AND stream = ? AND known_until = ? AND id IN (%s)",
                        row ->
                                new Last(
                                        row.getString("id"),
                                        row.getInt("version"),
                                        row.getLong("known_at"),
                                        row.getString("parent"),
                                        row.getBytes("digest")),
                        new TreeSet<>(ids),
                        stream.connection(),
                        stream.stream(),
                        Micros.FOREVER)
                .stream()
                .collect(Collectors.toMap(Last::id, Function.identity()));
    }

    /**
     * Over all that makes a version another one; not over when the source says it changed. With a
     * key, so that nobody can try values out.
     */
    private static byte[] digest(
            Mac mac,
            @Nullable Instant createdAt,
            boolean deleted,
            @Nullable String parent,
            String body) {
        mac.update(Canonical.of(Micros.ofNullable(createdAt), deleted ? 1 : 0, parent));
        return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
    }

    void scan(
            Transaction transaction, StreamKey stream, Instant knownAt, Consumer<LandedRecord> each)
            throws SQLException {
        long known = Micros.clamped(knownAt);
        transaction.each(
                IN_FORCE + " ORDER BY id",
                row -> record(stream, row),
                each,
                stream.connection(),
                stream.stream(),
                known,
                known);
    }

    List<LandedRecord> childrenOf(
            Transaction transaction, StreamKey stream, Collection<String> parents, Instant knownAt)
            throws SQLException {
        long known = Micros.clamped(knownAt);
        List<LandedRecord> children =
                transaction.listByKeys(
                        IN_FORCE + " AND parent IN (%s)",
                        row -> record(stream, row),
                        new TreeSet<>(parents),
                        stream.connection(),
                        stream.stream(),
                        known,
                        known);
        children.sort(BY_ID);
        return children;
    }

    static SortedMap<String, Integer> countByParent(
            Transaction transaction, StreamKey stream, Instant knownAt) throws SQLException {
        long known = Micros.clamped(knownAt);
        var counts = new TreeMap<String, Integer>();
        transaction.each(
                "SELECT parent, COUNT(*) AS n FROM landed WHERE connection = ? AND stream = ?"
                        + " AND known_at <= ? AND known_until > ? AND deleted = 0"
                        + " AND parent IS NOT NULL GROUP BY parent",
                row -> Map.entry(row.getString("parent"), row.getInt("n")),
                each -> counts.put(each.getKey(), each.getValue()),
                stream.connection(),
                stream.stream(),
                known,
                known);
        return counts;
    }

    /** Unlike Java's own order, which has the halves of surrogate pairs before U+E000. */
    static int byCodePoint(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return left.length() - right.length();
    }

    static Optional<Instant> newest(Transaction transaction, StreamKey stream, Instant upTo)
            throws SQLException {
        return transaction
                .list(
                        "SELECT MAX(modified_at) AS newest FROM landed WHERE connection = ?"
                                + " AND stream = ? AND modified_at <= ?",
                        row -> Optional.ofNullable(Micros.nullable(row, "newest")),
                        stream.connection(),
                        stream.stream(),
                        Micros.clamped(upTo))
                .getFirst();
    }

    Optional<LandedRecord> find(
            Transaction transaction, StreamKey stream, String id, Instant knownAt)
            throws SQLException {
        long known = Micros.clamped(knownAt);
        return transaction.first(
                IN_FORCE + " AND id = ?",
                row -> record(stream, row),
                stream.connection(),
                stream.stream(),
                known,
                known,
                id);
    }

    private LandedRecord record(StreamKey stream, ResultSet row) throws SQLException {
        LandedRow read = LandedRow.read(row);
        return read.record(Values.read(cipher.open(read.body(), read.place(stream))));
    }
}
