package dev.baton.testkit;

import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A vendor without a wire: rows ordered by instant and id, tokens, faults. */
final class MemoryWorld implements SourceWorld {
    static final String CANARY = "canary text";

    private static final Comparator<Row> IN_ORDER =
            Comparator.comparing(Row::at).thenComparing(Row::id);

    record Row(
            String id,
            Instant created,
            Instant at,
            String label,
            boolean deleted,
            boolean broken) {}

    /** What the vendor answers. */
    sealed interface Reply {
        record Rows(List<Row> rows, boolean last) implements Reply {}

        record Half(List<Row> rows) implements Reply {}

        record TooMany(@Nullable String retryAfter) implements Reply {}

        record TokenRefused() implements Reply {}

        record Down() implements Reply {}

        record Elsewhere() implements Reply {}
    }

    private final Bug bug;
    private final int pageSize;
    private final Map<String, Row> rows = new TreeMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> tokens = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private @Nullable String accepted;
    private Instant now = Instant.EPOCH;
    private int dataRequests;
    private int tokenRequests;
    private int foreignRequests;

    MemoryWorld(int pageSize, Bug bug) {
        this.pageSize = pageSize;
        this.bug = bug;
    }

    @Override
    public Source open() {
        return new MemorySource(this, bug);
    }

    @Nullable String signIn() {
        tokenRequests++;
        if (faults.peek() instanceof Fault.CredentialsRefused) {
            return null;
        }
        accepted = "canary-token-" + tokens.size();
        tokens.add(accepted);
        return accepted;
    }

    Reply ask(String token, Instant after, String afterId) {
        dataRequests++;
        Fault fault = faults.poll();
        if (fault instanceof Fault.TokenExpired) {
            accepted = null;
        }
        if (!token.equals(accepted)) {
            return new Reply.TokenRefused();
        }
        List<Row> rest = rest(after, afterId);
        List<Row> page = rest.subList(0, Math.min(pageSize, rest.size()));
        boolean last = page.size() == rest.size();
        return switch (fault) {
            case null -> new Reply.Rows(page, last);
            case Fault.Throttled(String retryAfter) -> new Reply.TooMany(retryAfter);
            case Fault.Unavailable(), Fault.ConnectionCut(), Fault.AnswerLost() -> new Reply.Down();
            case Fault.BodyCut() -> new Reply.Half(page.subList(0, page.size() / 2));
            case Fault.RedirectedElsewhere() -> new Reply.Elsewhere();
            case Fault.RowRepeated(), Fault.TokenExpired(), Fault.CredentialsRefused() ->
                    new Reply.Rows(page, last);
        };
    }

    private List<Row> rest(Instant after, String afterId) {
        return rows.values().stream()
                .filter(row -> row.at().isBefore(now))
                .filter(
                        row ->
                                row.at().isAfter(after)
                                        || (row.at().equals(after)
                                                && row.id().compareTo(afterId) > 0))
                .sorted(IN_ORDER)
                .toList();
    }

    void askElsewhere() {
        foreignRequests++;
    }

    void pause(Duration time) {
        pauses.add(time);
    }

    Instant now() {
        return now;
    }

    @Nullable Row row(String id) {
        return rows.get(id);
    }

    @Override
    public StreamRequest request() {
        return new StreamRequest("things", List.of(labelField()));
    }

    @Override
    public String labelField() {
        return "label";
    }

    @Override
    public void setClock(Instant instant) {
        now = instant;
    }

    @Override
    public String create(Instant at, String label) {
        String id = String.format(java.util.Locale.ROOT, "%06d", rows.size());
        rows.put(id, new Row(id, at, at, label, false, false));
        return id;
    }

    @Override
    public void modify(String id, Instant at, String label) {
        rows.computeIfPresent(
                id, (same, old) -> new Row(id, old.created(), at, label, false, false));
    }

    @Override
    public void delete(String id, Instant at) {
        rows.computeIfPresent(
                id, (same, old) -> new Row(id, old.created(), at, old.label(), true, false));
    }

    @Override
    public void createUnreadable(Instant at) {
        rows.computeIfPresent(
                create(at, CANARY), (id, old) -> new Row(id, at, at, CANARY, false, true));
    }

    @Override
    public void inject(Fault fault, int times) {
        for (int n = Math.min(times, 1_000); n > 0; n--) {
            faults.add(fault);
        }
    }

    @Override
    public void heal() {
        faults.clear();
    }

    @Override
    public int dataRequests() {
        return dataRequests;
    }

    @Override
    public int tokenRequests() {
        return tokenRequests;
    }

    @Override
    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public List<String> secrets() {
        var secrets = new ArrayList<>(tokens);
        secrets.add(CANARY);
        return secrets;
    }

    @Override
    public int foreignRequests() {
        return foreignRequests;
    }

    @Override
    public void close() {}
}
