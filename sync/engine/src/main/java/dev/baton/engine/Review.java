package dev.baton.engine;

import dev.baton.core.family.Rolled;
import dev.baton.core.handoff.Handoff;
import dev.baton.core.handoff.HandoffRules;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Score;
import dev.baton.port.Finding;

import dev.baton.core.model.RecordRef;

import dev.baton.mappings.link.Links;
import dev.baton.engine.store.StreamKey;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Movement;
import dev.baton.core.health.Band;
import dev.baton.core.health.BandOverride;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Measuring;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.mappings.HandoffOutputs;
import dev.baton.mappings.Mappings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run concluded, worked out again from what is remembered: with the mapping and model it
 * used, at its as-of instant or an earlier one. Reads local state only.
 */
public final class Review {
    /** Accounts that are no customers, read together. */
    private static final int TOGETHER = 100;

    private final StateStore store;
    private final Run run;
    private final Mappings mappings;
    private final Derive derive;
    private final Instant asOf;
    private final Function<List<String>, Map<String, Band>> bands;
    private final Score score;

    private Review(
            StateStore store,
            Run run,
            Mappings mappings,
            Derive derive,
            Instant asOf,
            Function<List<String>, Map<String, Band>> bands,
            Score score) {
        this.store = store;
        this.run = run;
        this.bands = bands;
        this.mappings = mappings;
        this.derive = derive;
        this.asOf = asOf;
        this.score = score;
    }

    /**
     * The last sync, or before the first one the last plan.
     *
     * @param wanted an earlier as-of instant: then only what was known by then counts; null for the
     *     run's own
     * @return nothing when no run has come that far
     */
    public static Optional<Review> of(StateStore store, @Nullable Instant wanted) {
        return lastSync(store)
                .or(() -> store.lastRun(Run.State.PLANNED))
                .map(run -> of(store, run, wanted));
    }

    private static Review of(StateStore store, Run run, @Nullable Instant wanted) {
        Mappings mappings =
                mappings(store, run)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "the mapping of run " + run.id() + " is lost"));
        if (wanted != null && wanted.isAfter(run.knownAt())) {
            throw later(wanted, run);
        }
        if (wanted != null) {
            return at(store, run, mappings, wanted);
        }
        return new Review(
                store,
                run,
                mappings,
                new Derive(store, mappings, run.knownAt()),
                run.asOf(),
                accounts -> HeldBands.of(store, mappings, accounts),
                Score.HEALTH);
    }

    /** As it was told then: held is the band that had been written by that instant. */
    private static Review at(StateStore store, Run run, Mappings mappings, Instant instant) {
        return new Review(
                store,
                run,
                mappings,
                new Derive(store, mappings, instant),
                instant,
                accounts -> HeldBands.at(store, mappings, instant, accounts),
                Score.HEALTH);
    }

    /** Empty when this program cannot read it. */
    private static Optional<Mappings> mappings(StateStore store, Run run) {
        return store.mappings(run.mappings())
                .flatMap(
                        files ->
                                Mappings.parse(new TreeMap<>(files))
                                                instanceof Mappings.Loaded.Good good
                                        ? Optional.of(good.mappings())
                                        : Optional.empty());
    }

    private static UnfitException later(Instant wanted, Run run) {
        return new UnfitException(
                List.of(
                        Finding.error(
                                "--as-of",
                                wanted
                                        + " lies after "
                                        + run.knownAt()
                                        + ", the last that was learned",
                                "run `baton plan` or `baton sync` first")));
    }

    /**
     * The same instant and the same facts, judged by another model.
     *
     * @param other a mapping that differs in nothing but its model
     * @throws UnfitException when it reads or writes anything otherwise: then there are other facts
     */
    public Review by(Mappings other) {
        Mappings whole = other.whole();
        if (whole.files().equals(mappings.whole().files())) {
            return this;
        }
        if (!whole.digest().equals(mappings.whole().digest())) {
            throw new UnfitException(
                    List.of(
                            Finding.error(
                                    "mappings",
                                    "more than the models differs from what the last run read by",
                                    "take it over first: `baton plan` or `baton sync` with it")));
        }
        var files = new TreeMap<>(mappings.files());
        files.putAll(whole.files());
        Review judged = new Review(store, run, parsed(files), derive, asOf, bands, Score.HEALTH);
        return judged.scoring(score);
    }

    /**
     * The same accounts, told by another score: the one that assessments, lines and models are of.
     *
     * @throws UnfitException when the mapping has no model of it
     */
    public Review scoring(Score wanted) {
        if (mappings.model(wanted) == null) {
            throw new UnfitException(
                    List.of(
                            Finding.error(
                                    "--score",
                                    "the mapping of the last run has no " + wanted.word() + ".yaml",
                                    "write it, then run `baton plan` or `baton sync`")));
        }
        return wanted == score
                ? this
                : new Review(store, run, mappings, derive, asOf, bands, wanted);
    }

    /** What accounts are scored for here. */
    public Score score() {
        return score;
    }

    /** The model of {@link #score()}. */
    public HealthModel judging() {
        return Objects.requireNonNull(mappings.model(score));
    }

    private static Mappings parsed(SortedMap<String, String> files) {
        return switch (Mappings.parse(files)) {
            case Mappings.Loaded.Good good -> good.mappings();
            case Mappings.Loaded.Bad bad -> throw new UnfitException(bad.problems());
        };
    }

    /** The newest run that went to its end, with or without losses. */
    public static Optional<Run> lastSync(StateStore store) {
        return newest(state -> store.lastRun(state));
    }

    private static Optional<Run> newest(Function<Run.State, Optional<Run>> last) {
        return Stream.of(Run.State.DONE, Run.State.PARTIAL)
                .flatMap(state -> last.apply(state).stream())
                .max(Comparator.comparing(Run::id));
    }

    private void requireEarlier(Instant since) {
        if (!since.isBefore(asOf)) {
            throw new UnfitException(
                    List.of(
                            Finding.error(
                                    "--since",
                                    since + " is not before " + asOf + ", the instant explained",
                                    "give an earlier instant")));
        }
    }

    private static UnfitException unreadable(Run then) {
        return new UnfitException(
                List.of(
                        Finding.error(
                                "--since",
                                "the mapping of run " + then.id() + " cannot be read any more",
                                "give a later instant")));
    }

    /**
     * An account and what is said of it.
     *
     * @param assessment by the score that was asked for
     * @param expansion null where the mapping has no model of it
     * @param family what the accounts below it come to; null where there are none, or the model
     *     does not ask
     */
    public record Assessed(
            AccountFacts facts,
            Assessment assessment,
            Assessment health,
            @Nullable Assessment expansion,
            @Nullable Rolled family) {
        public CanonicalRecord account() {
            return facts.account();
        }

        private Movement.Told told() {
            return new Movement.Told(facts, assessment);
        }

        /** Empty where the mapping gives none. */
        public String name() {
            String name = account().text("name");
            return name == null ? "" : name;
        }
    }

    public Instant asOf() {
        return asOf;
    }

    public String model() {
        return judging().version();
    }

    /** Which organisations are which accounts, by the stream of the organisations. */
    public SortedMap<StreamKey, Links> links() {
        return derive.links();
    }

    /** Where a person opens a record, null when the mapping does not say. */
    public @Nullable String address(RecordRef ref) {
        return Addresses.of(mappings).apply(ref);
    }

    /** What became of the accounts. */
    Derive derive() {
        return derive;
    }

    public Mappings mappings() {
        return mappings;
    }

    /** Every account, in order of id. */
    public void each(Consumer<Assessed> consumer) {
        Rolling rolling = Rolling.of(derive, mappings, asOf);
        var scoring = new Scoring(mappings, rolling == null ? null : rolling.ofAll());
        Map<String, Band> before =
                bands.apply(derive.accounts().stream().map(each -> each.ref().id()).toList());
        derive.each(
                facts ->
                        exists(facts.account())
                                ? Optional.of(assessed(scoring, facts, before))
                                : Optional.<Assessed>empty(),
                assessed -> assessed.ifPresent(consumer));
    }

    /** Accounts that are no customers, not yet or no more, in order of id. */
    public void others(Consumer<AccountFacts> consumer) {
        var customers = new HashSet<String>();
        derive.accounts().forEach(account -> customers.add(account.ref().id()));
        List<CanonicalRecord> others =
                derive.everyone().stream()
                        .filter(account -> !customers.contains(account.ref().id()))
                        .filter(this::exists)
                        .toList();
        for (List<CanonicalRecord> some : Batches.of(others, TOGETHER)) {
            derive.facts(some).forEach(consumer);
        }
    }

    private Assessed assessed(Scoring scoring, AccountFacts facts, Map<String, Band> before) {
        Band band = before.get(facts.account().ref().id());
        return assessed(facts, scoring.of(facts, asOf, band));
    }

    private Assessed assessed(AccountFacts facts, Scoring.Told told) {
        Assessment expansion = told.expansion();
        return new Assessed(
                facts,
                score == Score.EXPANSION && expansion != null ? expansion : told.health(),
                told.health(),
                expansion,
                told.family());
    }

    /** The band that a person set, where one counts. */
    public Optional<BandOverride> override(Assessed assessed) {
        return BandOverride.of(assessed.account(), asOf, mappings.day(asOf));
    }

    private boolean exists(CanonicalRecord account) {
        Instant created = account.createdAt();
        return created == null || !created.isAfter(asOf);
    }

    /** One account by its id. */
    public Assessed one(CanonicalRecord account) {
        AccountFacts facts = derive.facts(account);
        String id = account.ref().id();
        Band before = bands.apply(List.of(id)).get(id);
        return assessed(
                facts,
                new Scoring(mappings, Rolling.of(derive, mappings, asOf)).of(facts, asOf, before));
    }

    /**
     * The accounts that a word means: by id of 18 or 15 characters, external id, or name. The first
     * way that finds any.
     */
    public List<CanonicalRecord> named(String word) {
        List<CanonicalRecord> accounts = derive.accounts().stream().filter(this::exists).toList();
        return Stream.<Stream<CanonicalRecord>>of(
                        accounts.stream().filter(each -> isId(each.ref().id(), word)),
                        accounts.stream().filter(each -> word.equals(each.text("external_id"))),
                        accounts.stream().filter(each -> sameName(each.text("name"), word)))
                .map(Stream::toList)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static boolean isId(String id, String word) {
        return id.equals(word) || (word.length() == 15 && id.length() == 18 && id.startsWith(word));
    }

    private static boolean sameName(@Nullable String name, String word) {
        return name != null && name.toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT));
    }

    /**
     * What an account was at an earlier instant, and what changed.
     *
     * @param model version of the model of then
     * @param then by what was known and with the mapping and model of then, which is what an answer
     *     of that day said; null when it was no customer
     * @param movement null when there was no score then, or is none now
     */
    public record Since(
            Instant asOf, String model, @Nullable Assessed then, @Nullable Movement movement) {}

    /**
     * Holds an account against itself at an earlier instant. Before the first sync the mapping and
     * the model are those of now.
     *
     * @throws UnfitException when the instant is not before {@link #asOf()}, or the mapping of then
     *     is of a version of Baton that this one does not read
     */
    public Since since(Assessed now, Instant since) {
        requireEarlier(since);
        Run run = newest(state -> store.lastRun(state, since)).orElse(this.run);
        Review byNow = at(store, this.run, mappings, since).scoring(score);
        boolean same = run.mappings().equals(this.run.mappings());
        Review byThen =
                same
                        ? byNow
                        : at(
                                        store,
                                        run,
                                        mappings(store, run).orElseThrow(() -> unreadable(run)),
                                        since)
                                .scoring(score);
        String id = now.account().ref().id();
        Assessed then = byThen.byId(id).orElse(null);
        Assessed thenByNow = same ? then : byNow.byId(id).orElse(null);
        return new Since(
                since,
                byThen.model(),
                then,
                then == null || thenByNow == null
                        ? null
                        : Movement.between(then.told(), thenByNow.told(), now.told()));
    }

    private Optional<Assessed> byId(String id) {
        return derive.accounts().stream()
                .filter(account -> account.ref().id().equals(id) && exists(account))
                .findFirst()
                .map(this::one);
    }

    /**
     * A deal on its way to customer success.
     *
     * @param account its account
     */
    public record Handed(Handoff handoff, CanonicalRecord account) {}

    /**
     * The handoffs that there are, as of now and in order of their deals' ids; none where the
     * mapping hands nothing over. What people wrote in them is known as it is now alone.
     */
    public List<Handed> handoffs() {
        HandoffRules rules = mappings.handoff();
        HandoffOutputs outputs = mappings.outputs().handoffs();
        if (rules == null || outputs == null) {
            return List.of();
        }
        var accounts = new TreeMap<String, CanonicalRecord>();
        derive.everyone().forEach(account -> accounts.put(account.ref().id(), account));
        return new Handoffs(store, mappings, rules, outputs, derive, asOf)
                .all().stream()
                        .map(
                                each ->
                                        new Handed(
                                                each,
                                                Objects.requireNonNull(
                                                        accounts.get(each.account()))))
                        .toList();
    }

    /** Every measure over all accounts' records together. */
    public SortedMap<String, Measured> population() {
        var records = new ArrayList<CanonicalRecord>();
        derive.each(
                facts -> {
                    records.add(facts.account());
                    records.addAll(facts.records());
                });
        var measuring = Measuring.at(asOf, mappings.vocabulary());
        var measured = new TreeMap<String, Measured>();
        for (Measure measure : mappings.model().measures()) {
            boolean observed = records.stream().anyMatch(record -> record.type() == measure.over());
            measured.put(measure.name(), measuring.measure(measure, records, observed));
        }
        return measured;
    }
}
