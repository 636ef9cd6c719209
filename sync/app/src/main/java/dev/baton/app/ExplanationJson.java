package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.baton.core.family.Rolled;
import dev.baton.core.health.Line;
import dev.baton.core.health.Movement;
import dev.baton.core.health.Presentation;
import dev.baton.core.health.Prospect;
import dev.baton.core.health.Score;
import dev.baton.core.model.RecordRef;
import dev.baton.core.plan.Digests;
import dev.baton.engine.Review;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * As {@code explain --json} prints it; names and shapes are a contract with scripts.
 *
 * @param scoredFor {@code expansion} where that is explained; null for health
 * @param note why there is no score although enough is known; null otherwise
 * @param next what would raise the score, the most points first
 * @param since null when nobody asked what changed
 * @param members the accounts of its family, whose points sum to the family's score; null where it
 *     has none
 * @param digest SHA-256 over all the rest, 64 hexadecimal digits: equal wherever the same records
 *     are known
 */
record ExplanationJson(
        Documents.AccountJson account,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String scoredFor,
        @Nullable BigDecimal score,
        List<Documents.LineJson> lines,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String note,
        String asOf,
        String model,
        List<ProspectJson> next,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SinceJson since,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Documents.MemberJson> members,
        String digest) {

    /** Of these some are told: the first is what to do. */
    private static final int PROSPECTS = 3;

    static ExplanationJson of(
            Review review, Review.Assessed assessed, Review.@Nullable Since since) {
        var undigested =
                new ExplanationJson(
                        Documents.AccountJson.of(review, assessed),
                        review.score() == Score.HEALTH ? null : review.score().word(),
                        Documents.score(assessed.assessment()),
                        assessed.assessment().lines().stream()
                                .map(line -> Documents.LineJson.of(line, review::address))
                                .toList(),
                        Presentation.noScore(assessed.assessment().judgement()),
                        review.asOf().toString(),
                        review.model(),
                        Prospect.of(assessed.assessment()).stream()
                                .limit(PROSPECTS)
                                .map(ProspectJson::of)
                                .toList(),
                        since == null ? null : SinceJson.of(since, review::address),
                        members(assessed.family()),
                        "");
        return undigested.with(Digests.of(List.of(Output.text(undigested))));
    }

    private ExplanationJson with(String sum) {
        return new ExplanationJson(
                account, scoredFor, score, lines, note, asOf, model, next, since, members, sum);
    }

    private static @Nullable List<Documents.MemberJson> members(@Nullable Rolled family) {
        return family == null
                ? null
                : family.lines().stream().map(Documents.MemberJson::of).toList();
    }

    /**
     * What would raise the score.
     *
     * @param value as it is
     * @param target the nearest that earns as much as any
     */
    record ProspectJson(
            String measure,
            String label,
            double value,
            double target,
            String unit,
            BigDecimal gain) {
        static ProspectJson of(Prospect prospect) {
            var measure = prospect.line().scored().measure();
            return new ProspectJson(
                    measure.name(),
                    measure.label(),
                    prospect.line().known().value(),
                    prospect.target(),
                    measure.unit(),
                    prospect.gain().toDecimal());
        }
    }

    /**
     * What changed since an earlier instant.
     *
     * @param score of then, by what was known then and the model of then; null = unknown
     * @param points the later score less this one; null when either is unknown
     * @param parts they sum to {@code points}
     */
    record SinceJson(
            String asOf,
            String model,
            @Nullable BigDecimal score,
            @Nullable BigDecimal points,
            List<PartJson> parts) {
        static SinceJson of(Review.Since since, Function<RecordRef, @Nullable String> links) {
            var movement = since.movement();
            var score = since.then() == null ? null : since.then().assessment().score();
            return new SinceJson(
                    since.asOf().toString(),
                    since.model(),
                    score == null ? null : score.toDecimal(),
                    movement == null ? null : movement.points().toDecimal(),
                    movement == null
                            ? List.of()
                            : movement.parts().stream()
                                    .map(part -> PartJson.of(part, links))
                                    .toList());
        }
    }

    /**
     * One cause.
     *
     * @param kind {@code model}, or as that of a line
     * @param because the line as it is; null where it is gone
     * @param before the line as it was; null where it is new
     */
    record PartJson(
            String kind,
            @Nullable String measure,
            BigDecimal points,
            @Nullable String because,
            @Nullable String before,
            List<MovedJson> records) {
        static PartJson of(Movement.Part part, Function<RecordRef, @Nullable String> links) {
            return switch (part) {
                case Movement.OfModel model ->
                        new PartJson(
                                "model",
                                null,
                                model.points().toDecimal(),
                                model.after(),
                                model.before(),
                                List.of());
                case Movement.OfLine line -> {
                    Line named = line.named();
                    yield new PartJson(
                            Documents.LineJson.kind(named),
                            Documents.LineJson.measure(named),
                            line.points().toDecimal(),
                            sentence(line.after()),
                            sentence(line.before()),
                            line.records().stream()
                                    .map(each -> MovedJson.of(each, links.apply(each.ref())))
                                    .toList());
                }
            };
        }

        private static @Nullable String sentence(@Nullable Line line) {
            return line == null ? null : Presentation.because(line);
        }
    }

    /**
     * A record's part in it.
     *
     * @param how {@code new}, {@code gone}, {@code changed}, {@code entered} or {@code left} what
     *     is counted, or {@code same}
     */
    record MovedJson(
            String system,
            String object,
            String id,
            @Nullable String link,
            String how,
            BigDecimal points) {
        static MovedJson of(Movement.OfRecord record, @Nullable String link) {
            return new MovedJson(
                    record.ref().system(),
                    record.ref().object(),
                    record.ref().id(),
                    link,
                    Documents.word(record.how()),
                    record.points().toDecimal());
        }
    }
}
