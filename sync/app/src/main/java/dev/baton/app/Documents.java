package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.core.family.Rolled;
import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.BandOverride;
import dev.baton.core.health.Line;
import dev.baton.core.health.Points;
import dev.baton.core.health.Presentation;
import dev.baton.core.health.Score;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.health.Terms;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.core.model.RecordRef;
import dev.baton.mappings.Stopped;
import dev.baton.engine.Prepared;
import dev.baton.engine.Review;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON documents of the command line; names and shapes are a contract with scripts. */
final class Documents {
    private Documents() {}

    record Problems(List<Findings.Problem> problems) {}

    /** A page to forward, in Markdown. */
    record Page(String page) {}

    /** One change of a plan. */
    record ChangeJson(
            String object,
            String key,
            String field,
            @Nullable Object old,
            @JsonProperty("new") @Nullable Object renewed) {}

    record Calls(long pull, long write, long readBack) {
        static Calls of(Prepared.Calls calls) {
            return new Calls(calls.pull(), calls.write(), calls.readBack());
        }
    }

    /**
     * One line of an explanation.
     *
     * @param measure or knock-out, by name
     * @param weight points between the worst and the best of a measure, as it counts of this
     *     account
     * @param group whose weight that is a share of, null for a weight of its own
     */
    record LineJson(
            String kind,
            @Nullable String measure,
            BigDecimal points,
            String because,
            List<RecordJson> records,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal weight,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String group) {
        static LineJson of(Line line, Function<RecordRef, @Nullable String> links) {
            return new LineJson(
                    kind(line),
                    measure(line),
                    line.points().toDecimal(),
                    Presentation.because(line),
                    records(line, links),
                    scored(line).map(each -> Points.of(each.weight()).toDecimal()).orElse(null),
                    scored(line)
                            .map(each -> each.terms().share())
                            .map(Terms.Share::group)
                            .orElse(null));
        }

        private static Optional<ScoredMeasure> scored(Line line) {
            return switch (line) {
                case Line.Base base -> Optional.empty();
                case Line.Counted counted -> Optional.of(counted.scored());
                case Line.Missing missing -> Optional.of(missing.scored());
                case Line.NotApplicable out -> Optional.of(out.scored());
                case Line.KnockedOut out -> Optional.empty();
                case Line.OfMember member -> Optional.empty();
                case Line.Clamp clamp -> Optional.empty();
            };
        }

        static String kind(Line line) {
            return switch (line) {
                case Line.Base base -> "base";
                case Line.Counted counted -> "measure";
                case Line.Missing missing -> "missing";
                case Line.NotApplicable out -> "not_applicable";
                case Line.KnockedOut out -> "knock_out";
                case Line.OfMember member -> "member";
                case Line.Clamp clamp -> "clamp";
            };
        }

        static @Nullable String measure(Line line) {
            return line instanceof Line.KnockedOut out
                    ? out.knockOut().name()
                    : scored(line).map(each -> each.measure().name()).orElse(null);
        }

        private static List<RecordJson> records(
                Line line, Function<RecordRef, @Nullable String> links) {
            if (line instanceof Line.OfMember member) {
                return List.of(
                        RecordJson.of(
                                new Line.Blamed(member.account(), member.points()),
                                links.apply(member.account())));
            }
            return line instanceof Line.Reason reason
                    ? reason.records().stream()
                            .map(record -> RecordJson.of(record, links.apply(record.ref())))
                            .toList()
                    : List.of();
        }
    }

    /**
     * A record behind a line.
     *
     * @param link where a person opens it, null where the mapping does not say
     * @param value what it contributes to the measure, null where records are only counted
     */
    record RecordJson(
            String system,
            String object,
            String id,
            BigDecimal points,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double value) {
        static RecordJson of(Line.Blamed blamed, @Nullable String link) {
            return new RecordJson(
                    blamed.ref().system(),
                    blamed.ref().object(),
                    blamed.ref().id(),
                    blamed.points().toDecimal(),
                    link,
                    Double.isNaN(blamed.value()) ? null : blamed.value());
        }
    }

    record Accounts(String asOf, String model, List<AccountJson> accounts) {}

    /**
     * One account as {@code accounts} lists it.
     *
     * @param band the model's
     * @param override what is shown in its place; null where nobody set any, or it is past its day
     * @param expansion null where the mapping has no model of it
     * @param family null where it is above no other, or the model does not ask
     * @param product its primary one; null where the model does not ask, or nobody can tell
     */
    record AccountJson(
            String id,
            @Nullable String externalId,
            @Nullable String name,
            @Nullable BigDecimal score,
            String band,
            String trend,
            double coverage,
            List<LineJson> reasons,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OverrideJson override,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ExpansionJson expansion,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FamilyJson family,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String product) {
        static AccountJson of(Review review, Review.Assessed assessed) {
            var assessment = assessed.health();
            return new AccountJson(
                    assessment.account(),
                    assessed.account().text("external_id"),
                    assessed.account().text("name"),
                    Documents.score(assessment),
                    word(assessment.band()),
                    word(assessment.trend()),
                    assessment.coverage(),
                    assessment.reasons().stream()
                            .limit(3)
                            .map(line -> LineJson.of(line, review::address))
                            .toList(),
                    review.override(assessed).map(OverrideJson::of).orElse(null),
                    ExpansionJson.of(assessed.expansion()),
                    FamilyJson.of(review, assessed.family()),
                    assessment.product());
        }
    }

    /**
     * What the accounts below an account come to.
     *
     * @param by {@code value}, {@code worst} or {@code share}
     * @param score 0..100, null = too few are told
     * @param coverage 0..1: those that count, of all that are judged
     * @param members how many accounts, itself among them where it is a user
     */
    record FamilyJson(
            String by, @Nullable BigDecimal score, String band, double coverage, int members) {
        static @Nullable FamilyJson of(Review review, @Nullable Rolled family) {
            if (family == null) {
                return null;
            }
            Points score = family.score();
            return new FamilyJson(
                    family.by().word(),
                    score == null ? null : score.toDecimal(),
                    word(
                            score == null
                                    ? Band.UNKNOWN
                                    : review.mappings().model().bands().of(score)),
                    family.coverage(),
                    family.lines().size());
        }
    }

    /**
     * An account of a family.
     *
     * @param how {@code counted}, {@code unknown}, {@code no_value} or {@code ended}
     * @param score its own, null = unknown
     * @param share of the whole, 0..1
     * @param points they sum to the family's score
     */
    record MemberJson(
            String id,
            String name,
            String how,
            @Nullable BigDecimal score,
            double share,
            BigDecimal points) {
        static MemberJson of(Line.OfMember line) {
            Points score = line.score();
            return new MemberJson(
                    line.account().id(),
                    line.name(),
                    word(line.part()),
                    score == null ? null : score.toDecimal(),
                    line.share(),
                    line.points().toDecimal());
        }
    }

    /**
     * How ready an account is to buy more.
     *
     * @param score 0..100, null = unknown
     * @param band {@code ready}, {@code warm}, {@code not_yet} or {@code unknown}
     */
    record ExpansionJson(
            @Nullable BigDecimal score, String band, String trend, double coverage, String model) {
        static @Nullable ExpansionJson of(@Nullable Assessment expansion) {
            return expansion == null
                    ? null
                    : new ExpansionJson(
                            Documents.score(expansion),
                            Score.EXPANSION.word(expansion.band()),
                            word(expansion.trend()),
                            expansion.coverage(),
                            expansion.model());
        }
    }

    /** A band that a person set, and the last day on which it is shown. */
    record OverrideJson(String band, String until) {
        static OverrideJson of(BandOverride override) {
            return new OverrideJson(word(override.band()), override.until().toString());
        }
    }

    static @Nullable BigDecimal score(Assessment assessment) {
        var score = assessment.score();
        return score == null ? null : score.toDecimal();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    record Measures(List<MeasureJson> measures) {}

    /**
     * One measure as computed; {@code account} null = over the whole population, {@code value} null
     * = cannot be told.
     */
    record MeasureJson(
            String measure, @Nullable String account, @Nullable Double value, int n, String unit) {}

    /**
     * A field that is not given now.
     *
     * @param places where the mapping names it
     * @param stops what rests on it and is left out
     */
    record StoppedJson(String field, List<String> places, List<String> stops) {
        static List<StoppedJson> all(List<Stopped> stopped) {
            return stopped.stream()
                    .map(
                            each ->
                                    new StoppedJson(
                                            each.where(),
                                            List.copyOf(each.places()),
                                            List.copyOf(each.stops())))
                    .toList();
        }

        String told() {
            return "left out: "
                    + field
                    + (places.isEmpty() ? "" : " (" + String.join(", ", places) + ")")
                    + " is not there, or our user may not see or edit it"
                    + (stops.isEmpty() ? "" : "; without it: " + String.join(", ", stops));
        }
    }

    /** Made one after the other while they are written. */
    static Iterable<ChangeJson> changes(Plan plan) {
        return () -> plan.changes().stream().map(Documents::change).iterator();
    }

    private static ChangeJson change(Change change) {
        return new ChangeJson(
                change.object(),
                change.key(),
                change.field(),
                plain(change.before()),
                plain(change.after()));
    }

    /** Days and moments as ISO texts, the rest as JSON has it. */
    static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Temporal ? value.toString() : value;
    }
}
