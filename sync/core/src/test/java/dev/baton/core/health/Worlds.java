package dev.baton.core.health;

import dev.baton.core.Given;
import dev.baton.core.Seeds;
import dev.baton.core.health.Curve.Point;
import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel.Segment;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Comparison.Mode;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Quantity;
import dev.baton.core.measure.Window;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldSpec.Nature;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random accounts and models: every field type, aggregate and comparison, known and unknown. */
final class Worlds {
    private static final Instant START = Given.at("2025-06-01T00:00:00Z");
    private static final long SECONDS = Duration.ofDays(365).toSeconds();
    private static final List<String> WORDS = List.of("open", "new", "vip", "large", "mail");

    final Random random;
    final Vocabulary vocabulary;
    final Instant asOf;

    /** Few, so that records and measures meet. */
    private final List<RecordType> types;

    /** What can happen in this world, by a seed. */
    Worlds(long seed) {
        random = Seeds.random(seed);
        vocabulary = vocabulary();
        List<RecordType> all = List.of(RecordType.values());
        types = List.of(oneOf(all), oneOf(all), oneOf(all));
        // Sometimes on the very second of a day's beginning.
        Instant any = instant();
        asOf = chance(0.2) ? any.truncatedTo(ChronoUnit.DAYS) : any;
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Instant instant() {
        return START.plusSeconds((long) (random.nextDouble() * SECONDS));
    }

    private Vocabulary vocabulary() {
        Vocabulary wider = Vocabulary.standard();
        for (RecordType type : RecordType.values()) {
            var more = new ArrayList<FieldSpec>();
            for (int i = 0; i < random.nextInt(3); i++) {
                FieldType holds = oneOf(List.of(FieldType.values()));
                Nature nature =
                        holds == FieldType.MOMENTS
                                ? Nature.EVENT
                                : oneOf(List.of(Nature.FIXED, Nature.STATE));
                more.add(new FieldSpec("custom_" + i, holds, nature));
            }
            wider = wider.with(type, more);
        }
        return wider;
    }

    private List<FieldSpec> fields(RecordType type, FieldType... holding) {
        return vocabulary.names(type).stream()
                .map(name -> vocabulary.field(type, name).orElseThrow())
                .filter(spec -> List.of(holding).contains(spec.type()))
                .toList();
    }

    AccountFacts facts() {
        List<CanonicalRecord> records =
                IntStream.range(0, 20 + random.nextInt(80))
                        .mapToObj(i -> record(oneOf(types), "r" + i))
                        .toList();
        var observed = EnumSet.allOf(RecordType.class);
        if (chance(0.3)) {
            observed.remove(oneOf(types));
        }
        Instant born = chance(0.8) ? START : instant();
        return new AccountFacts(record(RecordType.ACCOUNT, "account", born), records, observed);
    }

    CanonicalRecord record(RecordType type, String id) {
        Instant created = chance(0.1) ? null : instant();
        return record(type, id, created);
    }

    CanonicalRecord record(RecordType type, String id, @Nullable Instant created) {
        var values = new TreeMap<String, Value>();
        for (String name : vocabulary.names(type)) {
            if (chance(0.8)) {
                values.put(name, value(vocabulary.field(type, name).orElseThrow().type()));
            }
        }
        Instant modified = created == null || chance(0.3) ? instant() : created;
        return new CanonicalRecord(
                type, new RecordRef("system", type.word(), id), created, modified, values);
    }

    private Value value(FieldType type) {
        return switch (type) {
            case TEXT -> new Value.Text(oneOf(WORDS));
            case NUMBER -> new Value.Numeric(number());
            case TRUTH -> new Value.Truth(random.nextBoolean());
            case MOMENT -> new Value.Moment(instant());
            case MOMENTS ->
                    new Value.Moments(
                            IntStream.rangeClosed(0, random.nextInt(3))
                                    .mapToObj(i -> instant())
                                    .toList());
            case DAY -> new Value.Day(LocalDate.ofInstant(instant(), ZoneOffset.UTC));
            case LABELS -> new Value.Labels(new TreeSet<>(List.of(oneOf(WORDS), oneOf(WORDS))));
        };
    }

    /** Mostly small and whole, so that ties happen; sometimes negative, broken or beyond reason. */
    double number() {
        double small = random.nextInt(12);
        return switch (random.nextInt(8)) {
            case 0 -> -small;
            case 1 -> small / 7;
            case 2 -> random.nextGaussian() * 1e6;
            case 3 -> chance(0.05) ? Math.copySign(Double.MAX_VALUE, random.nextGaussian()) : small;
            default -> small;
        };
    }

    HealthModel model() {
        var scored = new ArrayList<ScoredMeasure>();
        var told = new ArrayList<Measure>();
        for (int i = 0; i < 3 + random.nextInt(6); i++) {
            Measure measure = measure("m" + i, oneOf(types));
            if (chance(0.85)) {
                scored.add(scored(measure, curve()));
            } else {
                told.add(measure);
            }
        }
        return model(scored, told, chance(0.7) ? 0 : random.nextDouble() / 2);
    }

    HealthModel model(List<ScoredMeasure> scored, List<Measure> told, double floor) {
        double yellow = 1 + random.nextInt(60);
        return new HealthModel(
                "v",
                random.nextDouble() * 100,
                scored,
                told,
                new Bands(yellow + 1 + random.nextInt(30), yellow),
                floor,
                new TrendRule(1 + random.nextInt(90), 1 + random.nextInt(9)),
                List.of(
                        new Segment(
                                "some",
                                predicate(RecordType.ACCOUNT, 2),
                                random.nextDouble() * 100)),
                new RandomRules(this).rules());
    }

    ScoredMeasure scored(Measure measure, Curve curve) {
        return scored(measure, curve, chance(0.3) ? new RandomRules(this).terms() : Terms.PLAIN);
    }

    ScoredMeasure scored(Measure measure, Curve curve, Terms terms) {
        double halfLife = chance(0.5) ? Double.POSITIVE_INFINITY : 1 + random.nextInt(90);
        return new ScoredMeasure(
                measure,
                curve,
                0.1 + random.nextDouble() * 60,
                random.nextDouble(),
                oneOf(List.of(Driver.values())),
                random.nextBoolean(),
                halfLife,
                terms);
    }

    Curve curve() {
        int corners = 2 + random.nextInt(4);
        List<Double> x =
                random.doubles(corners, -20, 60)
                        .map(each -> Math.rint(each) + 0.0)
                        .distinct()
                        .sorted()
                        .boxed()
                        .toList();
        if (x.size() < 2) {
            return curve();
        }
        Comparator<Double> way =
                random.nextBoolean() ? Comparator.naturalOrder() : Comparator.reverseOrder();
        List<Double> y = random.doubles(x.size(), 0, 1).boxed().sorted(way).toList();
        return new Curve(
                IntStream.range(0, x.size()).mapToObj(i -> new Point(x.get(i), y.get(i))).toList(),
                chance(0.3) ? Curve.Shape.STEP : Curve.Shape.LINEAR);
    }

    Measure measure(String name, RecordType over) {
        return new Measure(
                name,
                "Measure " + name,
                "",
                over,
                chance(0.5) ? new Predicate.Always() : predicate(over, 2),
                window(over),
                aggregate(over),
                comparison());
    }

    private Window window(RecordType over) {
        var by = new ArrayList<String>(List.of("created_at"));
        fields(over, FieldType.MOMENT, FieldType.MOMENTS, FieldType.DAY)
                .forEach(spec -> by.add(spec.name()));
        return chance(0.3) ? Window.all(oneOf(by)) : new Window(oneOf(by), 1 + random.nextInt(350));
    }

    private Comparison comparison() {
        Mode mode = oneOf(List.of(Mode.values()));
        return switch (random.nextInt(4)) {
            case 0 -> new Comparison.OwnPast(1 + random.nextInt(120), mode);
            case 1 -> new Comparison.Typical(1 + random.nextInt(20), mode);
            default -> new Comparison.None();
        };
    }

    private Aggregate aggregate(RecordType over) {
        Quantity quantity = quantity(over);
        return switch (random.nextInt(13)) {
            case 0 -> new Aggregate.Count();
            case 1 -> new Aggregate.Distinct(oneOf(vocabulary.names(over)));
            case 2 -> new Aggregate.Sum(quantity);
            case 3 -> new Aggregate.Mean(quantity);
            case 4 -> new Aggregate.Median(quantity);
            case 5 -> new Aggregate.Min(quantity);
            case 6 -> new Aggregate.Max(quantity);
            case 7 -> new Aggregate.Last(quantity);
            case 8 -> new Aggregate.Ratio(predicate(over, 2));
            case 9 -> new Aggregate.Slope(quantity);
            case 10, 11 ->
                    new Aggregate.Proportion(quantity, predicate(over, 2), predicate(over, 2));
            default -> new Aggregate.DaysSince();
        };
    }

    private Quantity quantity(RecordType over) {
        List<FieldSpec> numbers = fields(over, FieldType.NUMBER, FieldType.TRUTH);
        if (!numbers.isEmpty() && chance(0.6)) {
            return new Quantity.Field(oneOf(numbers).name());
        }
        List<FieldSpec> ends = fields(over, FieldType.MOMENT, FieldType.MOMENTS, FieldType.DAY);
        String to = ends.isEmpty() || chance(0.4) ? Quantity.AS_OF : oneOf(ends).name();
        return new Quantity.Elapsed("created_at", to, oneOf(List.of(Quantity.Unit.values())));
    }

    Predicate predicate(RecordType over, int depth) {
        List<Predicate> parts =
                depth == 0
                        ? List.of()
                        : IntStream.range(0, random.nextInt(3))
                                .mapToObj(i -> predicate(over, depth - 1))
                                .toList();
        FieldSpec spec = vocabulary.field(over, oneOf(vocabulary.names(over))).orElseThrow();
        return switch (random.nextInt(depth == 0 ? 2 : 7)) {
            case 0 -> new Predicate.IsEmpty(spec.name());
            case 1 -> about(spec);
            case 2 -> new Predicate.All(parts);
            case 3 -> new Predicate.Any(parts);
            case 4 -> new Predicate.Not(predicate(over, depth - 1));
            default -> new Predicate.Always();
        };
    }

    private Predicate about(FieldSpec spec) {
        var comparators = List.of(Predicate.Comparator.values());
        return switch (spec.type()) {
            case TEXT -> new Predicate.In(spec.name(), List.of(oneOf(WORDS), oneOf(WORDS)));
            case LABELS -> new Predicate.Has(spec.name(), oneOf(WORDS));
            case NUMBER, MOMENT, DAY ->
                    new Predicate.Compare(spec.name(), oneOf(comparators), value(spec.type()));
            case TRUTH, MOMENTS ->
                    new Predicate.Compare(spec.name(), Predicate.Comparator.IS, value(spec.type()));
        };
    }
}
