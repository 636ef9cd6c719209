package dev.baton.app;

import dev.baton.engine.Review;

import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Wording;
import dev.baton.core.model.CanonicalRecord;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells measures as computed. */
@Command(
        name = "measures",
        description =
                "Tells the model's measures as computed, over all accounts or one; from the last sync.")
final class MeasuresCommand extends ReviewCommand {
    @Option(
            names = "--account",
            paramLabel = "A",
            description = "Of this account: id, external id or name.")
    @Nullable String account;

    MeasuresCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    void tell(Output output, Review review) {
        CanonicalRecord one = account == null ? null : AccountChoice.one(review, account);
        SortedMap<String, Measured> measured =
                one == null ? review.population() : review.one(one).assessment().measured();
        List<Documents.MeasureJson> all =
                review.mappings().model().measures().stream()
                        .map(measure -> json(measure, one, measured.get(measure.name())))
                        .toList();
        if (!output.json(new Documents.Measures(all))) {
            output.line(table(all));
        }
    }

    private static Documents.MeasureJson json(
            Measure measure, @Nullable CanonicalRecord account, @Nullable Measured measured) {
        Double value = measured instanceof Measured.Known known ? known.value() : null;
        int n = measured == null ? 0 : measured.n();
        String id = account == null ? null : account.ref().id();
        return new Documents.MeasureJson(measure.name(), id, value, n, measure.unit());
    }

    private static String table(List<Documents.MeasureJson> all) {
        var table = new Table("measure", "value", "unit", "n");
        all.forEach(
                each ->
                        table.row(
                                List.of(
                                        each.measure(),
                                        each.value() == null
                                                ? "unknown"
                                                : Wording.number(each.value()),
                                        each.unit(),
                                        Integer.toString(each.n()))));
        return table.toString();
    }
}
