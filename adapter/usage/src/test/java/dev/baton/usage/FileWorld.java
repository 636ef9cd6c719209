package dev.baton.usage;

import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.testkit.Fault;
import dev.baton.testkit.SourceWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Two CSV files that somebody writes: rows are appended, corrected and made a mess of. */
final class FileWorld implements SourceWorld {
    private static final String SECRET = "CANARY of a row";
    private static final String HEADER = "id,label,at,changed\n";

    private final List<Path> files;
    private final List<StringBuilder> texts = new ArrayList<>();
    private final int pageSize;
    private final TreeMap<String, String> lines = new TreeMap<>();
    private Instant now = Instant.EPOCH;
    private int created;

    FileWorld(Path folder, int pageSize) {
        this.pageSize = pageSize;
        this.files = List.of(folder.resolve("one.csv"), folder.resolve("two.csv"));
        for (int file = 0; file < files.size(); file++) {
            texts.add(new StringBuilder(HEADER));
            write(file);
        }
    }

    private void write(int file) {
        try {
            Files.write(
                    files.get(file), texts.get(file).toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Source open() {
        var streams = new TreeMap<String, FileStream>();
        streams.put("logins", new FileStream(files, new Columns(List.of("id"), "at", "changed")));
        return FileSource.open(streams, () -> now, pageSize);
    }

    @Override
    public StreamRequest request() {
        return new StreamRequest("logins", List.of("label"));
    }

    @Override
    public String labelField() {
        return "label";
    }

    @Override
    public void setClock(Instant to) {
        now = to;
    }

    @Override
    public String create(Instant at, String label) {
        String id = "row-%05d".formatted(++created);
        append(created % files.size(), line(id, label, at, at));
        lines.put(id, line(id, label, at, at));
        return id;
    }

    private static String line(String id, String label, Instant at, Instant changed) {
        return id + ",\"" + label.replace("\"", "\"\"") + "\"," + at + "," + changed + "\r\n";
    }

    private void append(int file, String line) {
        texts.get(file).append(line);
        write(file);
    }

    @Override
    public void modify(String id, Instant at, String label) {
        String before = Objects.requireNonNull(lines.get(id));
        String created = before.split(",", -1)[2];
        String after = line(id, label, Instant.parse(created), at);
        for (int file = 0; file < files.size(); file++) {
            StringBuilder text = texts.get(file);
            int from = text.indexOf(before);
            if (from >= 0) {
                text.replace(from, from + before.length(), after);
                write(file);
            }
        }
        lines.put(id, after);
    }

    @Override
    public void createUnreadable(Instant at) {
        append(0, SECRET + ",too few\n");
    }

    @Override
    public List<String> secrets() {
        return List.of(SECRET);
    }

    @Override
    public void delete(String id, Instant at) {
        throw new UnsupportedOperationException("a row that is gone says nothing");
    }

    @Override
    public void inject(Fault fault, int times) {
        throw new UnsupportedOperationException("there is no wire");
    }

    @Override
    public void heal() {}

    @Override
    public int dataRequests() {
        return 0;
    }

    @Override
    public int tokenRequests() {
        return 0;
    }

    @Override
    public List<Duration> pauses() {
        return List.of();
    }

    @Override
    public int foreignRequests() {
        return 0;
    }

    @Override
    public void close() {}
}
