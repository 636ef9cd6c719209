package dev.baton.simulation;

import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.Intent;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.Parked;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.simulation.vendor.Org;
import dev.baton.simulation.vendor.Row;
import dev.baton.simulation.vendor.Written;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at every record that the CRM is asked to write, before it is written. */
final class Watch {
    /** The helpdesk withholds its last minute; a second for the rounding of stamps. */
    private static final Duration WITHHELD = Duration.ofSeconds(61);

    private static final Duration DAY = Duration.ofHours(24);

    private static final StreamKey TICKETS = new StreamKey("helpdesk", "tickets");

    private static final Set<String> OURS_OF_ACCOUNTS =
            Set.of(
                    "Baton_Score__c",
                    "Baton_Band__c",
                    "Baton_Driver__c",
                    "Baton_Reason_1__c",
                    "Baton_Next_Action__c",
                    "Baton_Coverage__c",
                    "Baton_Data_Status__c",
                    "Baton_Changed_On__c",
                    "Baton_Model__c");
    private static final Set<String> OURS_OF_TASKS =
            Set.of(
                    "Baton_Key__c",
                    "WhatId",
                    "OwnerId",
                    "Subject",
                    "Description",
                    "ActivityDate",
                    "Status",
                    "Baton_Play__c");

    private final World world;

    /** Calls that read a push of the simulation's size back: one for accounts, one for tasks. */
    private static final int READ_BACKS = 2;

    private final Map<String, String> byHand = new HashMap<>();
    private final Set<String> meant = new HashSet<>();
    private final Set<String> editedSinceRead = new HashSet<>();
    private final Deque<Instant> calls = new ArrayDeque<>();
    private final List<Sight> sights = new ArrayList<>();
    private StateStore store;
    private Round round;
    private @Nullable Plan released;
    private Instant releasedAsOf = Instant.MAX;
    private long checks;
    private long writes;

    /** What one process was told and did in one cycle. */
    private static final class Round {
        final Sight sight;
        final long bandLimit;
        final Set<String> bandChanges = new HashSet<>();
        final Set<String> refused = new HashSet<>();
        final Set<String> refusedUntold = new HashSet<>();
        byte @Nullable [] unanswered;
        boolean exhausted;
        int beyond;
        boolean pausedBefore;
        boolean heldBefore;

        Round(Sight sight, long bandLimit) {
            this.sight = sight;
            this.bandLimit = bandLimit;
        }
    }

    Watch(World world, StateStore store) {
        this.world = world;
        this.store = store;
        this.round = new Round(Sight.now(), 0);
    }

    /**
     * A cycle begins.
     *
     * @param committed what is stored, past all that a crash could take
     * @param limit how many accounts may change band in it
     */
    void begins(StateStore committed, long limit) {
        Instant begun = world.time().now();
        Instant window = earlier(begun.minus(WITHHELD), world.org().covered());
        sights.add(
                sights.isEmpty()
                        ? Sight.first(begun, window)
                        : next(sights.getLast(), begun, window));
        store = committed;
        round = new Round(sights.getLast(), limit);
    }

    /** The cycle before read everything if it read the tickets, which come last. */
    private Sight next(Sight last, Instant begun, Instant window) {
        boolean whole =
                store.checkpoint(TICKETS)
                        .map(Checkpoint::freshAt)
                        .filter(fresh -> !fresh.isBefore(last.begun().minusSeconds(1)))
                        .isPresent();
        return last.next(begun, window, world.truth().stamps(), whole);
    }

    /** Another process works, and then ours goes on where it was. */
    void meanwhile(Runnable work) {
        Round ours = round;
        work.run();
        round = ours;
    }

    /** Results rest on what the vendors let be read: never later, and never earlier. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    long checks() {
        return checks;
    }

    long writes() {
        return writes;
    }

    /** A person writes into one of our fields. */
    void edited(String object, String id, String field, String value) {
        byHand.put(object + " " + id + " " + field, value);
        editedSinceRead.add(id);
    }

    /** A merge gives a task another account. */
    void moved(String task) {
        editedSinceRead.add(task);
    }

    /** We look at a record. */
    void read(String id) {
        editedSinceRead.remove(id);
    }

    /** A row was refused in a way that does not pass by itself. */
    void refused(String name) {
        round.refusedUntold.add(name);
    }

    /** A call reaches the org; of one that reaches it twice the second answer counts. */
    void reaching() {
        round.refusedUntold.clear();
    }

    /** The answer reached us: what it refuses we know. */
    void answered() {
        round.refused.addAll(round.refusedUntold);
        round.refusedUntold.clear();
    }

    /** Invariant 2, at the end of a cycle that came to its end: what was refused is parked. */
    void parked(List<Parked> quarantine) {
        for (String name : round.refused) {
            check(
                    "what is refused is parked",
                    quarantine.stream().anyMatch(each -> each.record().equals(name)),
                    name);
        }
        round.refused.clear();
    }

    /**
     * Invariant 5: whoever was told that people need the rest of the calls makes no more, but to
     * read back what was written just before: calls that were set aside for it.
     */
    void calling(String call) {
        round.beyond += round.exhausted ? 1 : 0;
        check("the budget", round.beyond <= READ_BACKS, call);
    }

    /** Invariant 5: a call of ours, over all runs and processes of the last 24 hours. */
    void ours(String call) {
        Instant now = world.time().now();
        calls.addLast(now);
        while (calls.getFirst().isBefore(now.minus(DAY))) {
            calls.removeFirst();
        }
        check("our share of the day", calls.size() <= World.OURS, call);
    }

    /** Whoever comes now knows nothing of earlier calls. */
    void forgetCalls() {
        calls.clear();
    }

    /** The org told how much of its allowance is used. */
    void told(long used, long allowance) {
        round.exhausted = 4 * used >= 3 * allowance;
    }

    /** A write went unanswered. */
    void unanswered(byte[] body) {
        round.unanswered = body.clone();
    }

    /**
     * An unanswered write is read back first, and never sent again as it was.
     *
     * @param paused whether writes were paused already when the call began
     * @param held whether the process at work was the last that took the lease by then
     */
    void sending(byte @Nullable [] body, boolean paused, boolean held) {
        round.pausedBefore = paused;
        round.heldBefore = held;
        byte[] before = round.unanswered;
        boolean again = before != null && body != null && Arrays.equals(before, body);
        check("an unanswered write is not sent again", !again, "the same bytes");
    }

    /** A person has released a plan as it stands: it may be carried out by a later cycle. */
    void approved(Plan plan, Instant asOf) {
        released = plan;
        releasedAsOf = asOf;
    }

    private boolean isReleased(Written written, String field) {
        Plan plan = released;
        return plan != null
                && plan.changes().stream()
                        .anyMatch(
                                change ->
                                        change.object().equals(written.object())
                                                && change.key().equals(written.name())
                                                && change.field().equals(field)
                                                && same(
                                                        written.values().get(field),
                                                        change.after()));
    }

    /** Every invariant of a single write. */
    void write(Written written) {
        check("the budget", !round.exhausted, written);
        writes++;
        world.trace("write " + told(written));
        check("no write while writes are paused", !round.pausedBefore, written);
        ofWhoHoldsTheLease(written);
        check("no create without a key", written.name() != null, written);
        String name = String.valueOf(written.name());
        intended(written, name);
        switch (written.object()) {
            case Org.ACCOUNT -> account(written);
            case Org.TASK -> task(written, name);
            default -> check("only our objects", false, written);
        }
    }

    /** Invariant 7: whoever woke up without its lease writes nothing. */
    private void ofWhoHoldsTheLease(Written written) {
        Guard guard = round.heldBefore ? Guard.STOPPED_WHILE_SENDING : null;
        check(guard, "no write without the lease", world.mayWrite(), written);
        if (!world.mayWrite()) {
            throw new Excused(Guard.STOPPED_WHILE_SENDING);
        }
    }

    /** Invariant 1: the intent is stored before the send. */
    private void intended(Written written, String name) {
        Intent intent =
                store.unsettled("crm").stream()
                        .filter(
                                each ->
                                        each.object().equals(written.object())
                                                && each.record().equals(name))
                        .findFirst()
                        .orElse(null);
        check("an intent before the send", intent != null, written);
        if (intent == null) {
            return;
        }
        written.values()
                .forEach(
                        (field, value) -> {
                            Intent.Change change = intent.changes().get(field);
                            boolean key = field.equals(written.key());
                            check(
                                    "the intent tells what is sent",
                                    key || (change != null && same(value, change.after())),
                                    written);
                            if (!key) {
                                meant.add(written.object() + " " + name + " " + field);
                            }
                        });
    }

    private static boolean same(@Nullable String sent, @Nullable Object meant) {
        if (sent == null || meant == null) {
            return sent == null && meant == null;
        }
        return meant instanceof BigDecimal number
                ? number.compareTo(new BigDecimal(sent)) == 0
                : sent.equals(meant.toString());
    }

    private void account(Written written) {
        Map<String, @Nullable String> values = written.values();
        check("only our fields", OURS_OF_ACCOUNTS.containsAll(values.keySet()), written);
        check("accounts are never created", written.key() == null, written);
        Row row = written.before();
        check("the account is there", row != null, written);
        if (row == null) {
            return;
        }
        bandChanges(row, values, written);
        right(row, values, written);
        values.forEach((field, value) -> byHand(row, field, written));
    }

    /** Invariant 6. */
    private void bandChanges(Row row, Map<String, @Nullable String> values, Written written) {
        String before = row.get("Baton_Band__c");
        String after = values.getOrDefault("Baton_Band__c", before);
        boolean changes = before != null && !before.equals("Unknown") && !before.equals(after);
        if (changes && !isReleased(written, "Baton_Band__c")) {
            round.bandChanges.add(row.id());
        }
        check("the brake", round.bandChanges.size() <= round.bandLimit, written);
    }

    /** Invariant 8. */
    private void right(Row row, Map<String, @Nullable String> values, Written written) {
        String score = values.getOrDefault("Baton_Score__c", row.get("Baton_Score__c"));
        String band = values.getOrDefault("Baton_Band__c", row.get("Baton_Band__c"));
        if (score != null) {
            double number = Double.parseDouble(score);
            check("a score is finite, 0 to 100", number >= 0 && number <= 100, written);
        }
        List<Truth.Right> right = world.truth().right(row.id(), sights(), false);
        boolean holds = fits(right, values, score, band);
        boolean early =
                !holds && fits(world.truth().right(row.id(), sights(), true), values, score, band);
        check(
                early ? Guard.FIRST_MINUTE : null,
                "a result is right at some instant of its window",
                holds,
                told(written) + ", right are " + right);
        changedOn(values.get("Baton_Changed_On__c"), written);
    }

    /** Of this cycle, and of the one whose plan a person has released. */
    private List<Sight> sights() {
        var now = new ArrayList<>(List.of(round.sight));
        if (released != null) {
            sights.stream()
                    .filter(sight -> !sight.begun().isAfter(releasedAsOf))
                    .reduce((one, later) -> later)
                    .ifPresent(now::add);
        }
        return now;
    }

    private static boolean fits(
            List<Truth.Right> right,
            Map<String, @Nullable String> values,
            @Nullable String score,
            @Nullable String band) {
        Integer number = score == null ? null : (int) Double.parseDouble(score);
        return right.stream()
                .anyMatch(
                        each ->
                                (!values.containsKey("Baton_Score__c")
                                                || Objects.equals(each.score(), number))
                                        && (!values.containsKey("Baton_Band__c")
                                                || Objects.equals(each.band(), band)));
    }

    private void changedOn(@Nullable String day, Written written) {
        if (day == null) {
            return;
        }
        LocalDate told = LocalDate.parse(day);
        LocalDate from =
                LocalDate.ofInstant(
                        earlier(round.sight.begun().minusSeconds(2), releasedAsOf), ZoneOffset.UTC);
        LocalDate to = LocalDate.ofInstant(world.time().now(), ZoneOffset.UTC);
        check("days are the CRM's", !told.isBefore(from) && !told.isAfter(to), written);
    }

    /** Invariant 4. */
    private void byHand(Row row, String field, Written written) {
        check(
                editedSinceRead.contains(row.id()) ? Guard.EDIT_WITHIN_A_REQUEST : null,
                "a person's edit stands",
                !standsByHand(row, field),
                written);
    }

    /** Whether an account's field holds what a person wrote into it. */
    boolean standsByHand(Row row, String field) {
        String edited = byHand.get(Org.ACCOUNT + " " + row.id() + " " + field);
        return edited != null && edited.equals(row.get(field));
    }

    boolean standsByHand(Change change) {
        return world.org()
                .row(change.object(), change.key())
                .filter(row -> standsByHand(row, change.field()))
                .isPresent();
    }

    private void task(Written written, String key) {
        Map<String, @Nullable String> values = written.values();
        check("only our fields", OURS_OF_TASKS.containsAll(values.keySet()), written);
        check("tasks are upserted by our key", "Baton_Key__c".equals(written.key()), written);
        if (written.before() != null) {
            return;
        }
        String[] parts = key.split(":", -1);
        check("a key says rule, account and day", parts.length == 3, written);
        for (Row other : world.org().rows(Org.TASK).values()) {
            String has = other.get("Baton_Key__c");
            check("one task for one key", !key.equals(has), written);
            boolean same =
                    !other.deleted()
                            && Objects.equals(other.get("WhatId"), values.get("WhatId"))
                            && Objects.equals(
                                    other.get("Baton_Play__c"), values.get("Baton_Play__c"))
                            && !"Completed".equals(other.get("Status"));
            check(
                    editedSinceRead.contains(other.id()) ? Guard.EDIT_WITHIN_A_REQUEST : null,
                    "one open task of a play for an account",
                    !same,
                    written);
        }
    }

    /** After healing: every write has its line in the ledger. */
    void ledgerIsWhole(List<LedgerEntry> ledger) {
        var lines = new HashSet<String>();
        ledger.stream()
                .filter(line -> line.event().equals("intent"))
                .forEach(
                        line ->
                                lines.add(
                                        line.object() + " " + line.record() + " " + line.field()));
        for (String each : meant) {
            check("the ledger knows every write", lines.contains(each), each);
        }
    }

    /** Fails the simulation unless something holds. */
    void check(String invariant, boolean holds, Object what) {
        check(null, invariant, holds, what);
    }

    private void check(@Nullable Guard guard, String invariant, boolean holds, Object what) {
        checks++;
        if (holds) {
            return;
        }
        String told = what instanceof Written written ? told(written) : what.toString();
        if (guard != null && guard.isMissing()) {
            world.unguarded(guard);
            return;
        }
        world.violated(new Violation(invariant, told));
    }

    private static String told(Written written) {
        var fields = new ArrayList<String>();
        written.values()
                .forEach(
                        (field, value) -> {
                            String text = String.valueOf(value);
                            int end = Math.min(40, text.length());
                            fields.add(field + "=" + text.substring(0, end).replace('\n', ' '));
                        });
        return written.object() + " " + written.name() + " " + fields;
    }
}
