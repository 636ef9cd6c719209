package dev.baton.core.handoff;

import dev.baton.core.model.Value;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What counts as an answer: a box that is filled is not yet one.
 *
 * @param blanks texts that say nothing, in lower case with single blanks
 */
public record Answers(SortedSet<String> blanks) {
    /** What people write where they have to write something. */
    private static final List<String> USUAL =
            List.of(
                    "tbd",
                    "tba",
                    "tbc",
                    "todo",
                    "n/a",
                    "na",
                    "none",
                    "unknown",
                    "not known",
                    "to be defined",
                    "to be determined");

    /** The usual ones. */
    public static final Answers STANDARD = new Answers(new TreeSet<>(USUAL));

    public Answers {
        var folded = new TreeSet<String>();
        blanks.forEach(each -> folded.add(folded(each)));
        blanks = Collections.unmodifiableSortedSet(folded);
    }

    /** The same with more texts that say nothing, such as a field's default. */
    public Answers without(Collection<String> more) {
        var all = new TreeSet<>(blanks);
        more.forEach(each -> all.add(folded(each)));
        return new Answers(all);
    }

    /** The same where these are answers after all. */
    public Answers with(Collection<String> answers) {
        var all = new TreeSet<>(blanks);
        answers.forEach(each -> all.remove(folded(each)));
        return new Answers(all);
    }

    /**
     * Whether a text says anything: it has a letter or a digit, and is none of the blanks, letter
     * case and spaces set aside.
     */
    public boolean isAnswer(@Nullable String text) {
        return text != null
                && text.codePoints().anyMatch(Character::isLetterOrDigit)
                && !blanks.contains(folded(text));
    }

    /** Every number, truth and time is an answer, "no" and 0 too; of labels one is enough. */
    public boolean isAnswer(Value value) {
        return switch (value) {
            case Value.Text text -> isAnswer(text.text());
            case Value.Labels labels -> labels.words().stream().anyMatch(this::isAnswer);
            case Value.Numeric number -> true;
            case Value.Truth truth -> true;
            case Value.Moment moment -> true;
            case Value.Moments moments -> true;
            case Value.Day day -> true;
        };
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
