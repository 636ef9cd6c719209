package dev.baton.usage;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV files. A cell that is empty is null, any other is a text: what it means the mapping
 * says.
 *
 * <p>A file that did not change is not read again, one that was appended to only from there on, a
 * rewritten one from its first row. A row that is gone says nothing. Thread-safe.
 */
public final class FileSource implements Source {
    /** Rows a page; a bound of what is in memory at once. */
    public static final int PAGE = 1_000;

    private static final int MOST_RESTARTS = 50;

    private final SortedMap<String, FileStream> streams;
    private final InstantSource clock;
    private final int pageSize;
    private @Nullable Walk walk;

    private FileSource(SortedMap<String, FileStream> streams, InstantSource clock, int pageSize) {
        this.streams = new TreeMap<>(streams);
        this.clock = clock;
        this.pageSize = pageSize;
    }

    /**
     * Opens nothing yet.
     *
     * @param streams by name
     * @param clock what the file system goes by
     * @param pageSize most rows a page, at least 1
     */
    public static FileSource open(
            SortedMap<String, FileStream> streams, InstantSource clock, int pageSize) {
        return new FileSource(streams, clock, pageSize);
    }

    @Override
    public String system() {
        return "file";
    }

    @Override
    public Instant serverTime() {
        return clock.instant();
    }

    /** A file open between two pages, and the cursor that goes on in it. */
    private record Walk(StreamRequest request, Cursor next, CsvFile csv) {}

    @Override
    public synchronized Page read(StreamRequest request, @Nullable Cursor cursor)
            throws AdapterException {
        FileStream stream = known(request);
        FilePosition position = cursor == null ? FilePosition.START : FilePosition.of(cursor);
        for (int at = position.at(); at < stream.files().size(); at++) {
            Path path = stream.files().get(at);
            try {
                FileMark mark = standing(path, position.mark(FileMark.name(path)));
                position = position.at(at).with(mark);
                if (!mark.done()) {
                    return page(request, stream, position, mark, cursor);
                }
            } catch (IOException e) {
                throw failed(path, e);
            }
        }
        return new Page(List.of(), List.of(), position.at(0).cursor(), true, clock.instant());
    }

    private FileStream known(StreamRequest request) throws AdapterException {
        FileStream stream = streams.get(request.stream());
        if (stream == null) {
            throw new AdapterException(
                    Category.BAD_REQUEST,
                    "unknown_stream",
                    "there are files of the streams " + String.join(", ", streams.keySet()),
                    null);
        }
        return stream;
    }

    /** Where a file's mark stands now that we look at the file again. */
    private FileMark standing(Path path, @Nullable FileMark mark)
            throws AdapterException, IOException {
        if (!Files.isRegularFile(path)) {
            throw new AdapterException(
                    Category.BAD_REQUEST,
                    "no_such_file",
                    path + " is no file; put it there, or take it out of the configuration",
                    null);
        }
        FileMark.Seen seen = FileMark.Seen.of(path);
        if (mark == null) {
            return FileMark.beginning(path, seen, 0, 0);
        }
        if (!mark.done()) {
            return seen.bytes() >= mark.bytes() ? mark : restarted(path, seen, mark);
        }
        if (mark.unchanged(seen)) {
            return mark;
        }
        if (!mark.stillBegins(path, seen)) {
            return FileMark.beginning(path, seen, 0, 0);
        }
        return seen.bytes() == mark.bytes()
                ? mark.seenAgain(seen, clock.instant())
                : FileMark.beginning(path, seen, mark.rows(), 0);
    }

    private static FileMark restarted(Path path, FileMark.Seen seen, FileMark mark)
            throws AdapterException, IOException {
        if (mark.restarts() >= MOST_RESTARTS) {
            throw new AdapterException(
                    Category.UNAVAILABLE,
                    "file_keeps_changing",
                    path
                            + " is rewritten again and again while it is read; write it under"
                            + " another name and rename it when it is whole",
                    null);
        }
        return FileMark.beginning(path, seen, 0, mark.restarts() + 1);
    }

    private Page page(
            StreamRequest request,
            FileStream stream,
            FilePosition position,
            FileMark mark,
            @Nullable Cursor cursor)
            throws AdapterException, IOException {
        Path path = stream.files().get(position.at());
        CsvFile csv = at(request, cursor, path, mark);
        boolean open = false;
        try {
            Rows rows = rows(csv, rowReader(csv, path, stream, request));
            FileMark after = mark.after(rows.count());
            after = rows.ended() ? ended(path, after) : after;
            Cursor next = position.with(after).at(following(stream, position, after)).cursor();
            open = !rows.ended();
            keep(open ? new Walk(request, next, csv) : null);
            return new Page(rows.records(), rows.unreadable(), next, false, clock.instant());
        } finally {
            if (!open) {
                csv.close();
            }
        }
    }

    /**
     * The file to go on with. Behind the last one all are looked at once more: the walk has come to
     * its end only when not one of them has changed meanwhile.
     */
    private static int following(FileStream stream, FilePosition position, FileMark after) {
        return after.done() ? (position.at() + 1) % stream.files().size() : position.at();
    }

    /** What was read for one page; ended when there is no more in the file. */
    private record Rows(List<RawRecord> records, List<Page.Unreadable> unreadable, boolean ended) {
        int count() {
            return records.size() + unreadable.size();
        }
    }

    private Rows rows(CsvFile csv, RowReader reader) throws IOException {
        var records = new ArrayList<RawRecord>();
        var unreadable = new ArrayList<Page.Unreadable>();
        while (records.size() + unreadable.size() < pageSize) {
            switch (csv.read(reader)) {
                case null -> {
                    return new Rows(records, unreadable, true);
                }
                case Row.Good(RawRecord record) -> records.add(record);
                case Row.Bad(Page.Unreadable why) -> unreadable.add(why);
            }
        }
        return new Rows(records, unreadable, false);
    }

    /** Done, unless the file turns out to be another one than the one that reading began with. */
    private FileMark ended(Path path, FileMark mark) throws AdapterException, IOException {
        FileMark.Seen seen = FileMark.Seen.of(path);
        return mark.stillBegins(path, seen)
                ? mark.ended(path, seen, clock.instant())
                : restarted(path, seen, mark);
    }

    /** The file, open behind the rows that were read. */
    private CsvFile at(StreamRequest request, @Nullable Cursor cursor, Path path, FileMark mark)
            throws IOException {
        Walk going = walk;
        if (going != null && going.next().equals(cursor) && going.request().equals(request)) {
            walk = null;
            return going.csv();
        }
        CsvFile csv = CsvFile.open(path, mark.bytes());
        csv.skip(mark.rows());
        return csv;
    }

    private void keep(@Nullable Walk next) throws IOException {
        Walk before = walk;
        walk = next;
        if (before != null) {
            before.csv().close();
        }
    }

    private static RowReader rowReader(
            CsvFile csv, Path path, FileStream stream, StreamRequest request)
            throws AdapterException, IOException {
        List<String> lacking = csv.lacking(stream.columns().with(request.fields()));
        if (!lacking.isEmpty()) {
            throw new AdapterException(
                    Category.BAD_REQUEST, "no_such_column", without(path, lacking), null);
        }
        return new RowReader(
                csv.header(), stream.columns(), request.fields(), FileMark.Seen.of(path).changed());
    }

    private static String without(Path path, List<String> columns) {
        return path
                + ": the header does not name exactly once what the mapping reads: "
                + String.join(", ", columns);
    }

    private static AdapterException failed(Path path, IOException cause) {
        return cause instanceof AccessDeniedException
                ? new AdapterException(
                        Category.PERMISSION,
                        "file_not_readable",
                        "give our user the right to read " + path,
                        cause)
                : new AdapterException(
                        Category.UNAVAILABLE,
                        "file_not_readable",
                        path + " cannot be read; check the disk or the share it lies on",
                        cause);
    }

    @Override
    public List<Finding> check(List<StreamRequest> requests) throws AdapterException {
        var findings = new ArrayList<Finding>();
        for (StreamRequest request : requests) {
            FileStream stream = streams.get(request.stream());
            if (stream == null) {
                findings.add(
                        Finding.error(
                                request.stream(),
                                "no files are configured for this stream",
                                "name them below files; there are: "
                                        + String.join(", ", streams.keySet())));
            } else {
                for (Path path : stream.files()) {
                    check(path, stream.columns().with(request.fields()), findings);
                }
            }
        }
        return findings;
    }

    private static void check(Path path, List<String> columns, List<Finding> findings)
            throws AdapterException {
        if (!Files.isRegularFile(path)) {
            findings.add(
                    Finding.error(
                            path.toString(),
                            "there is no such file",
                            "put it there, or take it out of the configuration"));
            return;
        }
        try (CsvFile csv = CsvFile.open(path, FileMark.Seen.of(path).bytes())) {
            for (String column : csv.lacking(columns)) {
                findings.add(
                        Finding.error(
                                path + ":1",
                                csv.header().contains(column)
                                        ? "the column " + column + " is there more than once"
                                        : "there is no column " + column,
                                "add it to the file, or change the mapping"));
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** None: files cost no calls. */
    @Override
    public long calls() {
        return 0;
    }

    @Override
    public synchronized void close() {
        try {
            keep(null);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
