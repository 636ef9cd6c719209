package dev.baton.sandbox.salesforce.bulk;

import dev.baton.sandbox.ReplyContent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** CSV rows that a job leaves, each found again by its number. The header stands on every page. */
final class ResultFile implements AutoCloseable {
    private final Spool spool = new Spool();
    private final byte[] header;
    private long[] starts = new long[16];
    private int rows;

    /**
     * An empty file.
     *
     * @param header with its line ending
     */
    ResultFile(String header) {
        this.header = header.getBytes(StandardCharsets.UTF_8);
    }

    void add(String row) {
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, rows + (rows >> 1));
        }
        starts[rows++] = spool.length();
        spool.append(row);
    }

    /** To be called once after the last row, before anything is read. */
    void complete() {
        starts = Arrays.copyOf(starts, rows);
        spool.flush();
    }

    int rows() {
        return rows;
    }

    /** Bytes of all rows. */
    long length() {
        return spool.length();
    }

    /** The header and at most {@code count} rows from the given one on. */
    ReplyContent page(int from, int count) {
        return spool.content(header, start(from), start((int) Math.min(rows, (long) from + count)));
    }

    private long start(int row) {
        return row < rows ? starts[row] : spool.length();
    }

    @Override
    public void close() {
        spool.close();
    }
}
