package dev.baton.app;

import dev.baton.core.health.Dimension;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import dev.baton.mappings.Mappings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Works out what is usual in each segment, and writes a model that says so. */
@Command(
        name = "segments",
        description =
                "Works out what is usual in each segment by the accounts of the last run: the"
                        + " reference of each measure and the base of each segment. Small segments"
                        + " borrow strength from the whole. Writes nothing but the folder named by"
                        + " --out.")
final class SegmentsCommand extends BatonCommand {
    private static final String MODEL = "model.yaml";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes the mapping with the new model there; a new or empty folder.")
    @Nullable Path out;

    SegmentsCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        if (out != null) {
            CalibrateCommand.refuseFilled(out);
        }
        try (StateStore store = Memory.existing(config())) {
            Review review = Review.of(store, null).orElseThrow(BatonCommand::nothingYet);
            SegmentStatistics found = SegmentStatistics.of(review);
            if (found.accounts() == 0) {
                throw new Stop(
                        Exit.USAGE, "no account has a score, so nothing is known to be usual");
            }
            Renewed renewed = renewed(review, found);
            if (out != null) {
                CalibrateCommand.write(out, renewed.files());
            }
            if (!output.json(document(found, renewed))) {
                output.line(text(found, renewed));
            }
            return Exit.DONE;
        }
    }

    /**
     * The mapping with other constants.
     *
     * @param kept measures whose references are a table by something else, and stay as they are
     */
    private record Renewed(String version, SortedMap<String, String> files, List<String> kept) {}

    private static Renewed renewed(Review review, SegmentStatistics found) {
        Mappings mappings = review.mappings().whole();
        var text =
                new CalibrateModelText(Objects.requireNonNull(mappings.files().get(MODEL), MODEL));
        String day = review.asOf().atZone(ZoneOffset.UTC).toLocalDate().toString();
        String version = CalibrateModelText.version(found.model(), day);
        text.version(version);
        var kept = new ArrayList<String>();
        for (SegmentStatistics.OfMeasure measure : found.measures()) {
            var table = new TreeMap<String, BigDecimal>();
            measure.references()
                    .forEach(
                            (segment, each) -> {
                                if (!segment.isEmpty()) {
                                    table.put(segment, worth(each.found().pooled()));
                                }
                            });
            BigDecimal otherwise = worth(SegmentStatistics.otherwise(measure));
            if (!text.reference(measure.name(), Dimension.OWN, table, otherwise)) {
                kept.add(measure.name());
            }
        }
        found.bases().forEach((segment, base) -> text.base(segment, points(base.found().pooled())));
        var files = new TreeMap<>(mappings.files());
        files.put(MODEL, text.edited());
        return switch (Mappings.parse(files)) {
            case Mappings.Loaded.Good good -> new Renewed(version, good.mappings().files(), kept);
            case Mappings.Loaded.Bad bad -> throw Stop.of(bad.problems());
        };
    }

    /** As a reference is written, 0..1. */
    private static BigDecimal worth(double worth) {
        return BigDecimal.valueOf(Math.clamp(worth, 0, 1)).setScale(2, RoundingMode.HALF_UP);
    }

    /** As a base is written, 0..100. */
    private static BigDecimal points(double points) {
        return BigDecimal.valueOf(Math.clamp(points, 0, 100)).setScale(1, RoundingMode.HALF_UP);
    }

    private String text(SegmentStatistics found, Renewed renewed) {
        var table = new Table("", "segment", "n", "mean", "own", "old", "new");
        found.bases()
                .forEach(
                        (segment, base) ->
                                table.row(
                                        List.of(
                                                "base",
                                                named(segment),
                                                base.found().n() + "",
                                                Numbers.decimal(base.found().mean(), 1),
                                                share(base.found().own()),
                                                Numbers.decimal(base.old(), 1),
                                                points(base.found().pooled()).toString())));
        for (SegmentStatistics.OfMeasure measure : found.measures()) {
            measure.references()
                    .forEach(
                            (segment, each) ->
                                    table.row(
                                            List.of(
                                                    measure.name(),
                                                    named(segment),
                                                    each.found().n() + "",
                                                    Numbers.decimal(each.found().mean(), 2),
                                                    share(each.found().own()),
                                                    Numbers.decimal(each.old(), 2),
                                                    worth(each.found().pooled()).toString())));
        }
        var lines = new ArrayList<String>();
        lines.add(
                "What is usual by model "
                        + found.model()
                        + " over "
                        + found.accounts()
                        + " accounts with a score; own = how much of the new number is the"
                        + " segment's own, the rest is the whole's.");
        lines.add(table.toString());
        if (!renewed.kept().isEmpty()) {
            lines.add(
                    "Kept, for their references are a table by another dimension: "
                            + String.join(", ", renewed.kept()));
        }
        lines.add(
                out == null
                        ? "Nothing is written; --out DIR writes model " + renewed.version() + "."
                        : "Written to "
                                + out
                                + " as model "
                                + renewed.version()
                                + "; see what it would change: baton plan --mappings "
                                + out);
        return String.join("\n", lines);
    }

    private static String named(String segment) {
        return segment.isEmpty() ? "(none)" : segment;
    }

    private static String share(double own) {
        return Math.round(100 * own) + " %";
    }

    /**
     * What {@code model segments --json} prints.
     *
     * @param version of the model that would be written
     * @param kept measures whose references stay as they are
     */
    record Document(
            String model,
            String version,
            int accounts,
            List<Constant> bases,
            List<Constant> references,
            List<String> kept) {}

    /**
     * A constant of the model.
     *
     * @param measure null of a base
     * @param segment empty for accounts that are in none
     * @param own 0..1: how much of the new number is the segment's own
     */
    record Constant(
            @Nullable String measure,
            String segment,
            int n,
            double mean,
            double own,
            double old,
            BigDecimal renewed) {}

    private static Document document(SegmentStatistics found, Renewed renewed) {
        var bases = new ArrayList<Constant>();
        found.bases()
                .forEach(
                        (segment, base) ->
                                bases.add(
                                        new Constant(
                                                null,
                                                segment,
                                                base.found().n(),
                                                base.found().mean(),
                                                base.found().own(),
                                                base.old(),
                                                points(base.found().pooled()))));
        var references = new ArrayList<Constant>();
        for (SegmentStatistics.OfMeasure measure : found.measures()) {
            measure.references()
                    .forEach(
                            (segment, each) ->
                                    references.add(
                                            new Constant(
                                                    measure.name(),
                                                    segment,
                                                    each.found().n(),
                                                    each.found().mean(),
                                                    each.found().own(),
                                                    each.old(),
                                                    worth(each.found().pooled()))));
        }
        return new Document(
                found.model(),
                renewed.version(),
                found.accounts(),
                bases,
                references,
                renewed.kept());
    }
}
