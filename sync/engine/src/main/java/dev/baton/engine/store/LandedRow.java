package dev.baton.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a record as its row has it, each column asked for once and by its place: there are
 * millions of rows.
 */
@SuppressWarnings("ArrayRecordComponent") // read once, compared never
record LandedRow(
        String id,
        int version,
        long knownAt,
        int reconstructed,
        @Nullable Long createdAt,
        long modifiedAt,
        int deleted,
        @Nullable String parent,
        byte[] digest,
        byte[] body) {
    /** What is asked for, in this order. */
    static final String COLUMNS =
            "id, version, known_at, reconstructed, created_at, modified_at, deleted, parent,"
                    + " digest, body";

    /** Of which column a text is, for what it is bound to. */
    static final String PLACE = "landed.body";

    /** The row that the cursor stands on. */
    static LandedRow read(ResultSet row) throws SQLException {
        long created = row.getLong(5);
        Long createdAt = row.wasNull() ? null : created;
        return new LandedRow(
                row.getString(1),
                row.getInt(2),
                row.getLong(3),
                row.getInt(4),
                createdAt,
                row.getLong(6),
                row.getInt(7),
                row.getString(8),
                row.getBytes(9),
                row.getBytes(10));
    }

    /** What its body is bound to, as in {@link Landing}. */
    @Nullable Object[] place(StreamKey stream) {
        return new @Nullable Object[] {
            PLACE,
            stream.connection(),
            stream.stream(),
            id,
            version,
            knownAt,
            reconstructed,
            createdAt,
            modifiedAt,
            deleted,
            parent,
            digest
        };
    }

    LandedRecord record(Map<String, @Nullable Object> fields) {
        return new LandedRecord(
                id,
                Micros.instant(knownAt),
                reconstructed == 1,
                createdAt == null ? null : Micros.instant(createdAt),
                Micros.instant(modifiedAt),
                deleted == 1,
                parent,
                fields);
    }
}
