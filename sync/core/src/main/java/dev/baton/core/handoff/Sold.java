package dev.baton.core.handoff;

import dev.baton.core.measure.Wording;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Reading;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was sold, in words: a line of text for each line of the deal. */
final class Sold {
    private Sold() {}

    /** Null where the deal has no lines, or none that names a product. */
    static @Nullable String of(Subject subject) {
        var lines = new ArrayList<String>();
        for (CanonicalRecord record : subject.facts().records()) {
            if (record.type() == RecordType.LINE && subject.id().equals(record.text("deal"))) {
                Seen.at(subject.asOf(), record, subject.vocabulary())
                        .map(Sold::line)
                        .filter(line -> !line.isEmpty())
                        .ifPresent(lines::add);
            }
        }
        lines.sort(null);
        return lines.isEmpty() ? null : String.join("\n", lines);
    }

    private static String line(Seen line) {
        String product = word(line, "product");
        if (product == null) {
            return "";
        }
        var words = new ArrayList<String>(List.of(product));
        add(words, line, "quantity", "", "");
        add(words, line, "starts_on", "from ", "");
        add(words, line, "months", "", " months");
        return String.join(", ", words);
    }

    private static void add(
            List<String> words, Seen line, String field, String before, String after) {
        String word = word(line, field);
        if (word != null) {
            words.add(before + word + after);
        }
    }

    private static @Nullable String word(Seen line, String field) {
        return line.read(field) instanceof Reading.Known known ? text(known.value()) : null;
    }

    /** A value as people read it. */
    static String text(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Labels labels -> String.join(", ", labels.words());
            case Value.Numeric number -> Wording.number(number.number());
            case Value.Truth truth -> truth.truth() ? "yes" : "no";
            case Value.Moment moment -> Wording.day(moment.at());
            case Value.Moments moments -> Wording.day(moments.at().getLast());
            case Value.Day day -> day.day().toString();
        };
    }
}
