package dev.baton.simulation.vendor;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The CRM's records. A change made within a long transaction bears the stamp of its beginning and
 * shows only at its end; until then its records are locked.
 */
public final class Org {
    public static final String ACCOUNT = "Account";
    public static final String OPPORTUNITY = "Opportunity";
    public static final String TASK = "Task";

    /** The user who made all changes but ours. */
    static final String SOMEBODY = "005000000000001AAA";

    private static final Map<String, String> PREFIX =
            Map.of(ACCOUNT, "001", OPPORTUNITY, "006", TASK, "00T");

    private final VirtualTime time;
    private final SortedMap<String, SortedMap<String, Row>> objects = new TreeMap<>();
    private final List<Transaction> open = new ArrayList<>();
    private final Set<String> locked = new HashSet<>();
    private final Map<String, List<Field>> fields = new HashMap<>();
    private final Runnable changed;
    private int made;

    /** Something that happens at the end of a transaction. */
    private record Transaction(
            Instant began, Instant ends, Set<String> locks, Consumer<Instant> work) {}

    /**
     * An empty org.
     *
     * @param changed told after every change that queries see
     */
    public Org(VirtualTime time, Runnable changed) {
        this.time = time;
        this.changed = changed;
        PREFIX.keySet().forEach(object -> objects.put(object, new TreeMap<>()));
        fields.put(ACCOUNT, Field.ACCOUNT);
        fields.put(OPPORTUNITY, Field.OPPORTUNITY);
        fields.put(TASK, Field.TASK);
    }

    /** The rows of an object by id, deleted ones included. */
    public SortedMap<String, Row> rows(String object) {
        settle();
        return objects.getOrDefault(object, new TreeMap<>());
    }

    public Optional<Row> row(String object, String id) {
        return Optional.ofNullable(rows(object).get(id));
    }

    /** The rows of an object that are not deleted. */
    public List<Row> live(String object) {
        return rows(object).values().stream().filter(row -> !row.deleted()).toList();
    }

    Optional<Row> byKey(String object, String field, String key) {
        return live(object).stream().filter(row -> key.equals(row.get(field))).findFirst();
    }

    @Nullable List<Field> fields(String object) {
        return fields.get(object);
    }

    /** Takes a field out of our user's sight, or gives it back. */
    public void hide(String object, String field, boolean hidden) {
        List<Field> all =
                switch (object) {
                    case ACCOUNT -> Field.ACCOUNT;
                    case OPPORTUNITY -> Field.OPPORTUNITY;
                    default -> Field.TASK;
                };
        fields.put(
                object,
                all.stream().filter(each -> !(hidden && each.name().equals(field))).toList());
    }

    /** Creates a record; gives its id. */
    public String create(String object, Map<String, @Nullable String> values) {
        String id = PREFIX.get(object) + "%012d".formatted(++made) + "AAA";
        var row = new Row(id, second());
        row.set(values, second());
        table(object).put(id, row);
        changed.run();
        return id;
    }

    /** Changes a record. */
    public void update(String object, String id, Map<String, @Nullable String> values) {
        row(object, id).ifPresent(row -> row.set(values, second()));
        changed.run();
    }

    /** Says whose the last change of a record was. */
    void by(String user, String object, String id) {
        row(object, id).ifPresent(row -> row.by(user));
    }

    /** Deletes a record, or takes it out of the recycle bin. */
    public void delete(String object, String id, boolean gone) {
        row(object, id).ifPresent(row -> row.delete(gone, second()));
        changed.run();
    }

    /** The loser goes to the recycle bin, its opportunities and tasks to the winner. */
    public void merge(String winner, String loser) {
        delete(ACCOUNT, loser, true);
        for (Row deal : live(OPPORTUNITY)) {
            if (loser.equals(deal.get("AccountId"))) {
                update(OPPORTUNITY, deal.id(), Map.of("AccountId", winner));
            }
        }
        for (Row task : live(TASK)) {
            if (loser.equals(task.get("WhatId"))) {
                update(TASK, task.id(), Map.of("WhatId", winner));
            }
        }
    }

    /** Changes a record within a transaction that lasts. */
    public void updateSlowly(
            String object, String id, Map<String, @Nullable String> values, Duration lasting) {
        if (locked.contains(id)) {
            return;
        }
        within(
                lasting,
                Set.of(id),
                began -> {
                    Row row = table(object).get(id);
                    if (row != null) {
                        row.set(values, began);
                    }
                });
    }

    /** Creates a record within a transaction that lasts. */
    public void createSlowly(
            String object, Map<String, @Nullable String> values, Duration lasting) {
        String id = PREFIX.get(object) + "%012d".formatted(++made) + "AAA";
        within(
                lasting,
                Set.of(),
                began -> {
                    var row = new Row(id, began);
                    row.set(values, began);
                    table(object).put(id, row);
                });
    }

    private SortedMap<String, Row> table(String object) {
        return objects.computeIfAbsent(object, unused -> new TreeMap<>());
    }

    private void within(Duration lasting, Set<String> locks, Consumer<Instant> work) {
        locked.addAll(locks);
        open.add(new Transaction(second(), time.now().plus(lasting), locks, work));
    }

    /** Commits what has come to its end. */
    private void settle() {
        if (open.isEmpty()) {
            return;
        }
        List<Transaction> ended =
                open.stream()
                        .filter(each -> !each.ends().isAfter(time.now()))
                        .sorted(Comparator.comparing(Transaction::ends))
                        .toList();
        open.removeAll(ended);
        for (Transaction each : ended) {
            locked.removeAll(each.locks());
            each.work().accept(each.began());
        }
        if (!ended.isEmpty()) {
            changed.run();
        }
    }

    public boolean isLocked(String id) {
        settle();
        return locked.contains(id);
    }

    /** Ends every transaction as if its time had come. */
    public void commitAll() {
        open.stream()
                .map(Transaction::ends)
                .max(Comparator.naturalOrder())
                .filter(last -> last.isAfter(time.now()))
                .ifPresent(last -> time.pass(Duration.between(time.now(), last)));
        settle();
    }

    /** The start of the oldest transaction still open, else now; to the minute. */
    public Instant covered() {
        settle();
        return open.stream()
                .map(Transaction::began)
                .min(Comparator.naturalOrder())
                .orElse(time.now())
                .truncatedTo(ChronoUnit.MINUTES);
    }

    private Instant second() {
        return time.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
