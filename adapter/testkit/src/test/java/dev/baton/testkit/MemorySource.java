package dev.baton.testkit;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.testkit.MemoryWorld.Reply;
import dev.baton.testkit.MemoryWorld.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A source that keeps the contract, except for one bug that can be planted in it. */
final class MemorySource implements Source {
    private static final Place BEGIN = new Place(Instant.EPOCH, "");
    private static final int TRIES = 5;

    private final MemoryWorld world;
    private final Bug bug;
    private @Nullable String token;
    private boolean refused;
    private @Nullable Place remembered;
    private long calls;
    private int beginnings;
    private final Map<String, RawRecord> given = new LinkedHashMap<>();

    private record Place(Instant at, String id) {
        Cursor cursor(String tail) {
            return new Cursor(at + "|" + id + "|" + tail);
        }

        static Place of(Cursor cursor) {
            String[] parts = cursor.value().split("\\|", -1);
            return new Place(Instant.parse(parts[0]), parts[1]);
        }
    }

    MemorySource(MemoryWorld world, Bug bug) {
        this.world = world;
        this.bug = bug;
    }

    @Override
    public String system() {
        return "memory";
    }

    @Override
    public Instant serverTime() {
        return bug == Bug.USES_OUR_CLOCK ? Instant.now() : world.now();
    }

    @Override
    public Page read(StreamRequest request, @Nullable Cursor cursor) throws AdapterException {
        if (!request.stream().equals("things") && bug != Bug.READS_ANY_STREAM) {
            throw new AdapterException(Category.BAD_REQUEST, "unknown", "say things", null);
        }
        beginnings += cursor == null ? 1 : 0;
        if (bug == Bug.FORGETS_OLDER_CURSORS && cursor != null && beginnings > 1) {
            throw new AdapterException(Category.EXPIRED_CURSOR, "older", "begin anew", null);
        }
        Place from = cursor == null ? BEGIN : place(cursor);
        if (bug == Bug.REMEMBERS_INSTEAD_OF_CURSOR) {
            from = remembered == null ? BEGIN : remembered;
        }
        return switch (ask(from)) {
            case Reply.Rows(List<Row> rows, boolean last) -> page(request, from, rows, last);
            case Reply.Half(List<Row> rows) when bug == Bug.TAKES_HALF_A_PAGE ->
                    page(request, from, rows, rows.isEmpty());
            case Reply reply ->
                    throw new AdapterException(
                            Category.UNAVAILABLE, "nonsense", reply.getClass().getName(), null);
        };
    }

    private Page page(StreamRequest request, Place from, List<Row> rows, boolean last) {
        var records = new ArrayList<RawRecord>();
        var unreadable = new ArrayList<Page.Unreadable>();
        for (Row row : rows) {
            if (row.broken()) {
                unreadable.add(new Page.Unreadable(row.id(), "is broken"));
            } else if (!row.deleted() || bug != Bug.LEAVES_OUT_TOMBSTONES) {
                records.add(record(request, row));
            }
        }
        records.forEach(each -> given.put(each.id(), each));
        if (bug == Bug.DROPS_UNREADABLE) {
            unreadable.clear();
        }
        Place next = rows.isEmpty() ? from : place(rows.getLast());
        remembered = next;
        String tail = bug == Bug.TOKEN_IN_CURSOR ? Objects.toString(token) : "";
        boolean isLast = last && bug != Bug.NEVER_ENDS;
        return new Page(records, unreadable, next.cursor(tail), isLast, serverTime());
    }

    @Override
    public int rereadBatch() {
        return 100;
    }

    @Override
    public Reread reread(StreamRequest request, List<String> ids) throws AdapterException {
        var records = new ArrayList<RawRecord>();
        for (String id : ids.subList(0, bug == Bug.CUTS_THE_IDS ? ids.size() / 2 : ids.size())) {
            Row row = world.row(id);
            RawRecord known = given.get(id);
            if (bug == Bug.REREADS_FROM_MEMORY && known != null) {
                records.add(known);
            } else if (row != null) {
                records.add(record(request, row));
            } else if (bug == Bug.FAILS_ON_AN_UNKNOWN_ID) {
                throw failed(Category.BAD_REQUEST);
            }
        }
        return new Reread(records, List.of());
    }

    private Place place(Cursor cursor) throws AdapterException {
        try {
            return Place.of(cursor);
        } catch (DateTimeParseException e) {
            if (bug == Bug.TAKES_ANY_CURSOR) {
                return BEGIN;
            }
            throw new AdapterException(Category.EXPIRED_CURSOR, "unknown", "begin anew", null);
        }
    }

    private Place place(Row row) {
        return new Place(row.at(), bug == Bug.SKIPS_TIES ? "~" : row.id());
    }

    private RawRecord record(StreamRequest request, Row row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (request.fields().contains("label")) {
            fields.put(
                    "label",
                    bug == Bug.CUTS_TEXT
                            ? row.label().strip().lines().findFirst().orElse("")
                            : row.label());
        }
        if (bug == Bug.RETURNS_ALL_FIELDS) {
            fields.put("text", MemoryWorld.CANARY);
        }
        return new RawRecord(row.id(), row.created(), row.at(), row.deleted(), fields);
    }

    private Reply ask(Place from) throws AdapterException {
        boolean renewed = false;
        for (int tries = 1; ; tries++) {
            String with = signedIn();
            count(tries);
            Reply reply = world.ask(with, from.at(), from.id());
            switch (reply) {
                case Reply.Rows rows -> {
                    return reply;
                }
                case Reply.Half half -> {
                    return reply;
                }
                case Reply.Elsewhere() -> {
                    if (bug == Bug.FOLLOWS_REDIRECTS) {
                        world.askElsewhere();
                    }
                    return reply;
                }
                case Reply.TokenRefused() -> {
                    if ((renewed && bug != Bug.STORMS_THE_SIGN_IN)
                            || bug == Bug.NEVER_RENEWS_THE_TOKEN
                            || tries > 50) {
                        throw failed(Category.CREDENTIALS);
                    }
                    renewed = true;
                    token = null;
                }
                case Reply.TooMany(String after) -> waitOrGiveUp(tries, Category.THROTTLED, after);
                case Reply.Down() -> waitOrGiveUp(tries, Category.UNAVAILABLE, null);
            }
        }
    }

    private void count(int tries) {
        if (tries == 1 || bug != Bug.COUNTS_NO_RETRIES) {
            calls++;
        }
    }

    private void waitOrGiveUp(int tries, Category category, @Nullable String after)
            throws AdapterException {
        if (tries == (bug == Bug.NEVER_GIVES_UP ? 500 : TRIES)) {
            throw failed(category);
        }
        if (bug != Bug.DOES_NOT_WAIT) {
            Duration asked = asked(after);
            Duration least = Duration.ofSeconds(1);
            world.pause(asked.compareTo(least) < 0 ? least : asked);
        }
    }

    private Duration asked(@Nullable String after) {
        if (after == null) {
            return Duration.ofSeconds(1);
        }
        try {
            var date = ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(world.now(), date.toInstant());
        } catch (DateTimeParseException e) {
            return Duration.ofSeconds(after.matches("\\d+") ? Long.parseLong(after) : 1);
        }
    }

    private AdapterException failed(Category category) {
        String hint = bug == Bug.TOKEN_IN_MESSAGE ? "with " + token : "ask an operator";
        return new AdapterException(category, "failed", hint, null);
    }

    private String signedIn() throws AdapterException {
        String held = token;
        if (held != null) {
            return held;
        }
        if (refused && bug != Bug.STORMS_THE_SIGN_IN) {
            throw failed(Category.CREDENTIALS);
        }
        calls++;
        String fresh = world.signIn();
        if (fresh == null) {
            refused = true;
            throw failed(Category.CREDENTIALS);
        }
        token = fresh;
        return fresh;
    }

    @Override
    public List<Finding> check(List<StreamRequest> requests) {
        return requests.stream()
                .map(StreamRequest::stream)
                .filter(stream -> bug != Bug.CHECKS_NOTHING && !stream.equals("things"))
                .limit(bug == Bug.CHECKS_THE_FIRST ? 1 : Long.MAX_VALUE)
                .map(stream -> Finding.error("memory." + stream, "is unknown", "say things"))
                .toList();
    }

    @Override
    public long calls() {
        return calls;
    }

    @Override
    public void close() {}
}
