package dev.baton.core.health;

import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Wording;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.Value;
import dev.baton.core.plan.FieldValues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people read: an assessment as the values and sentences of CRM fields. */
public final class Presentation {
    /** Characters of a Text(255) field. */
    private static final int REASON = 255;

    /** Characters of a LongTextArea(32768) field. */
    private static final int EXPLANATION = 32_768;

    /** Records named under one line; the command line names them all. */
    private static final int RECORDS = 5;

    /** A user's id, 15 or 18 characters, as a lookup takes it. */
    private static final String USER = "005[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?";

    private final Function<RecordRef, @Nullable String> links;

    /**
     * A way to tell it.
     *
     * @param links the bare URL of a record, or null where none is known
     */
    public Presentation(Function<RecordRef, @Nullable String> links) {
        this.links = links;
    }

    /**
     * Every result by name.
     *
     * @param account the record of the account
     * @param today the day of the as-of instant, in UTC
     * @param heldScore the score the CRM shows, null when empty
     * @param heldChangedOn the day it shows for the last change, null when empty
     * @param nextAction what to do first, null when there is nothing
     */
    public Map<ResultName, @Nullable Object> results(
            CanonicalRecord account,
            Assessment assessment,
            LocalDate today,
            @Nullable Object heldScore,
            @Nullable Object heldChangedOn,
            @Nullable String nextAction) {
        Points score = assessment.score();
        BigDecimal shown = score == null ? null : BigDecimal.valueOf(score.rounded());
        boolean unchanged =
                FieldValues.same(shown, heldScore) && (heldChangedOn != null || shown == null);
        List<Line.Reason> reasons = assessment.reasons();
        var results = new EnumMap<ResultName, @Nullable Object>(ResultName.class);
        results.put(ResultName.SCORE, shown);
        results.put(ResultName.BAND, title(assessment.band()));
        results.put(ResultName.TREND, title(assessment.trend()));
        results.put(ResultName.CHANGE_30D, change(assessment));
        results.put(ResultName.DRIVER, assessment.driver().map(Presentation::title).orElse(null));
        String first = reason(reasons, 0);
        results.put(
                ResultName.REASON_1,
                first != null
                        ? first
                        : lowest(assessment)
                                .map(text -> Wording.within(REASON, text))
                                .orElse(null));
        results.put(ResultName.REASON_2, reason(reasons, 1));
        results.put(ResultName.REASON_3, reason(reasons, 2));
        results.put(ResultName.EXPLANATION, explanation(assessment));
        results.put(
                ResultName.NEXT_ACTION,
                nextAction == null ? null : Wording.within(REASON, nextAction));
        results.put(ResultName.COVERAGE, percent(assessment.coverage()));
        results.put(ResultName.DATA_STATUS, dataStatus(assessment));
        results.put(ResultName.CHANGED_ON, unchanged ? heldChangedOn : today);
        results.put(ResultName.MODEL, assessment.model());
        results.put(ResultName.VALUE, money(account));
        results.put(ResultName.RENEWAL_ON, renewal(account));
        results.put(ResultName.CSM, user(account));
        return results;
    }

    /** What is told of an account beside its health, by name. */
    public static Map<ResultName, @Nullable Object> expansion(Assessment expansion) {
        Points score = expansion.score();
        var results = new EnumMap<ResultName, @Nullable Object>(ResultName.class);
        results.put(
                ResultName.EXPANSION, score == null ? null : BigDecimal.valueOf(score.rounded()));
        results.put(
                ResultName.EXPANSION_REASON,
                expansion.merits().stream()
                        .findFirst()
                        .map(merit -> Wording.within(REASON, reason(merit)))
                        .orElse(null));
        return results;
    }

    /**
     * What is told of an account's family, by name.
     *
     * @param score null for an account that is above no other, or whose family nobody can tell
     */
    public static Map<ResultName, @Nullable Object> family(@Nullable Points score) {
        var results = new EnumMap<ResultName, @Nullable Object>(ResultName.class);
        results.put(
                ResultName.FAMILY_SCORE,
                score == null ? null : BigDecimal.valueOf(score.rounded()));
        return results;
    }

    private static String missing(Line.Missing line) {
        String fact = Wording.fact(line.scored().measure(), line.missing());
        return line.missing().why() == Measured.Why.STALE
                ? fact
                        + ", and only "
                        + Wording.number(line.scored().terms().freshDays())
                        + " days count"
                : fact;
    }

    /** Every data status that accounts of a model may have. */
    public static List<String> dataStatuses(HealthModel model) {
        var statuses = new ArrayList<String>(List.of("Current", "Incomplete"));
        if (model.scored().stream().anyMatch(each -> Double.isFinite(each.terms().freshDays()))) {
            statuses.add("Stale");
        }
        if (!model.rules().terminal().isEmpty()) {
            statuses.add("Churned");
        }
        return statuses;
    }

    /** As the CRM's picklist has it. */
    private static String dataStatus(Assessment assessment) {
        if (assessment.isEnded()) {
            return "Churned";
        }
        boolean stale =
                assessment.lines().stream()
                        .anyMatch(
                                line ->
                                        line instanceof Line.Missing missing
                                                && missing.missing().why() == Measured.Why.STALE);
        return assessment.score() == null ? "Incomplete" : stale ? "Stale" : "Current";
    }

    private static @Nullable BigDecimal change(Assessment assessment) {
        return assessment.change().isEmpty()
                ? null
                : BigDecimal.valueOf(assessment.change().getAsInt());
    }

    /** A word as a picklist of the CRM has it: {@code Green}. */
    public static String title(Enum<?> word) {
        String name = word.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static @Nullable LocalDate renewal(CanonicalRecord account) {
        return account.fields().get("renewal_on") instanceof Value.Day renewal
                ? renewal.day()
                : null;
    }

    /** A share of 0..1 as the whole percent that the CRM shows. */
    public static BigDecimal percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).setScale(0, RoundingMode.HALF_UP);
    }

    /** What an account is worth, to the cent; null when nobody tells. */
    public static @Nullable BigDecimal money(CanonicalRecord account) {
        return account.fields().get("value") instanceof Value.Numeric value
                ? BigDecimal.valueOf(value.number()).setScale(2, RoundingMode.HALF_UP)
                : null;
    }

    /** The user who looks after an account; null where the mapping gives no user's id. */
    public static @Nullable String user(CanonicalRecord account) {
        String csm = account.text("csm");
        return csm != null && csm.matches(USER) ? csm : null;
    }

    private static @Nullable String reason(List<Line.Reason> reasons, int index) {
        return index < reasons.size() ? Wording.within(REASON, reason(reasons.get(index))) : null;
    }

    /**
     * "−8 Median first response 30.2 h (12 tickets in 180 days, last ticket 4501 on 2013-12-20,
     * closed)".
     */
    public static String reason(Line.Reason line) {
        return whole(line.points()) + " " + because(line);
    }

    /** A line's sentence. */
    public static String because(Line line) {
        return switch (line) {
            case Line.Base base ->
                    base.segment().isEmpty()
                            ? "what a usual account has"
                            : "what a usual account has in " + base.segment();
            case Line.Counted counted -> Wording.fact(counted.scored().measure(), counted.known());
            case Line.KnockedOut out ->
                    out.knockOut().label()
                            + ": not above "
                            + Wording.number(out.knockOut().cap())
                            + " while "
                            + out.knockOut().when().words();
            case Line.Missing missing -> missing(missing);
            case Line.NotApplicable out ->
                    out.scored().measure().label()
                            + ": not applicable, it counts where "
                            + out.scored().terms().applies().words();
            case Line.OfMember member -> member(member);
            case Line.Clamp clamp -> "kept within 0 and 100";
        };
    }

    private static String member(Line.OfMember line) {
        String own = line.name() + ": " + (line.score() == null ? "" : line.score() + " of 100");
        return switch (line.part()) {
            case COUNTED -> own + ", " + Math.round(100 * line.share()) + " % of its family";
            case UNKNOWN -> own + "no score, so it counts nothing";
            case NO_VALUE -> own + ", but nobody tells what it is worth, so it counts nothing";
            case ENDED -> line.name() + ": judged no more";
        };
    }

    /** Of a score that others' make up, who is lowest; empty for any other. */
    private static Optional<String> lowest(Assessment assessment) {
        return assessment.lines().stream()
                .filter(line -> line instanceof Line.OfMember member && member.score() != null)
                .map(Line.OfMember.class::cast)
                .filter(member -> member.part() == Line.OfMember.Part.COUNTED)
                .min(Comparator.comparing(member -> Objects.requireNonNull(member.score())))
                .map(member -> "The score of its family; lowest is " + because(member));
    }

    private @Nullable String explanation(Assessment assessment) {
        var text = new ArrayList<String>();
        for (Line line : assessment.lines()) {
            text.add(signed(line.points()) + " " + because(line));
            if (line instanceof Line.Reason reason && reason.points().tenths() != 0) {
                reason.records().stream()
                        .limit(RECORDS)
                        .forEach(record -> text.add("   " + named(record)));
            }
        }
        if (assessment.score() == null) {
            return noScore(assessment.judgement());
        }
        text.addFirst(
                assessment.score() + " of 100, model " + assessment.model() + held(assessment));
        return Wording.lines(EXPLANATION, text);
    }

    /** That a band is held, and which one the score alone would have; empty where it is not. */
    public static String held(Assessment assessment) {
        return assessment.judgement() instanceof Judgement.Judged judged
                        && judged.byScore() != assessment.band()
                ? ", still "
                        + title(assessment.band())
                        + "; by the score alone "
                        + title(judged.byScore())
                : "";
    }

    /** Why an account has no score; null when it has one, or nothing more can be said. */
    public static @Nullable String noScore(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Judged judged -> null;
            case Judgement.TooLittleKnown little -> null;
            case Judgement.TooEarly early ->
                    "Too early to tell: " + early.segment() + ", " + early.why();
            case Judgement.Ended ended -> "Judged no more: " + ended.state() + ", " + ended.why();
        };
    }

    private String named(Line.Blamed record) {
        String link = links.apply(record.ref());
        RecordRef ref = record.ref();
        return ref.system()
                + " "
                + ref.object()
                + " "
                + ref.id()
                + (link == null ? "" : " " + link);
    }

    private static String signed(Points points) {
        return points.tenths() > 0 ? "+" + points : points.toString().replace('-', '−');
    }

    private static String whole(Points points) {
        int rounded = points.rounded();
        return rounded > 0 ? "+" + rounded : rounded < 0 ? "−" + -rounded : "±0";
    }
}
