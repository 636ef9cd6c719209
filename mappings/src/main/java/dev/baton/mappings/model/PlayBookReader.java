package dev.baton.mappings.model;

import dev.baton.core.health.HealthModel;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.core.play.Cause;
import dev.baton.core.play.Play;
import dev.baton.core.play.PlayBook;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code plays.yaml}. */
public final class PlayBookReader {
    private static final String NAME = "[a-z][a-z0-9_]{0," + (Play.LONGEST_NAME - 1) + "}";
    static final String USER_ID = "005[A-Za-z0-9]{15}";
    private static final int LONGEST_SUBJECT = 120;
    private static final int LONGEST_ADVICE = 4_000;

    private final FieldFinder accountFields;
    private final CauseReader causes;
    private final Problems.InFile problems;

    private PlayBookReader(HealthModel model, Filled filled, Problems.InFile problems) {
        this.accountFields = new FieldFinder(RecordType.ACCOUNT, filled, problems);
        this.causes =
                new CauseReader(model, new PredicateReader(accountFields, problems), problems);
        this.problems = problems;
    }

    /** The plays; null when something is wrong, told. */
    public static @Nullable PlayBook read(
            Node node, HealthModel model, Filled filled, Problems.InFile problems) {
        Section section = Section.open(node, Shapes.PLAYS, problems);
        if (section == null) {
            return null;
        }
        PlayBook book = new PlayBookReader(model, filled, problems).book(section);
        return problems.clean() ? book : null;
    }

    private PlayBook book(Section section) {
        var plays = new ArrayList<Play>();
        Node node = section.node("plays");
        if (node != null) {
            List<Node.Entry> entries =
                    Section.entries(node, "plays by name", "write NAME: {when: …}", problems);
            entries.stream().map(this::play).forEach(play -> add(play, plays));
            if (entries.isEmpty() && node instanceof Node.Mapping) {
                problems.error(node.at(), "there is no play", "write one, or remove the file");
            }
        }
        return new PlayBook(plays, fallback(section));
    }

    private static void add(@Nullable Play play, List<Play> plays) {
        if (play != null) {
            plays.add(play);
        }
    }

    private @Nullable String fallback(Section section) {
        String user = section.has("fallback_owner") ? section.text("fallback_owner") : null;
        if (user != null && !user.matches(USER_ID)) {
            problems.error(
                    section.at("fallback_owner"),
                    "this is no user's id",
                    "write the user's id of 18 characters; it begins with 005");
        }
        return user;
    }

    private @Nullable Play play(Node.Entry entry) {
        boolean named = nameIsGood(entry);
        Section section = Section.open(entry.value(), Shapes.PLAY, problems);
        if (section == null) {
            return null;
        }
        Cause when = cause(section, "when");
        Cause until = section.has("until") ? cause(section, "until") : null;
        List<String> owners = owners(section);
        Double days = section.number("due_days", 0, 365);
        boolean whole = days == null || isWhole(section, days);
        String subject = text(section, "subject", LONGEST_SUBJECT);
        String advice = text(section, "advice", LONGEST_ADVICE);
        if (!named
                || when == null
                || (section.has("until") && until == null)
                || owners.isEmpty()
                || days == null
                || !whole
                || subject == null
                || advice == null) {
            return null;
        }
        return new Play(
                entry.name(),
                when,
                until == null ? new Cause.Not(when) : until,
                owners,
                days.intValue(),
                subject,
                advice.strip());
    }

    private boolean nameIsGood(Node.Entry entry) {
        if (entry.name().matches(NAME)) {
            return true;
        }
        problems.error(
                entry.key().at(),
                "a play's name is lower case letters, digits and underscores, at most "
                        + Play.LONGEST_NAME,
                "rename it");
        return false;
    }

    private @Nullable Cause cause(Section section, String key) {
        Node node = section.node(key);
        return node == null ? null : causes.read(node);
    }

    private List<String> owners(Section section) {
        List<Node> items = section.items("owner", "account fields");
        var owners = new ArrayList<String>();
        for (Node item : items) {
            String field = Section.text(item, problems);
            if (field != null
                    && accountFields.find(
                                    field,
                                    item.at(),
                                    List.of(FieldType.TEXT),
                                    "an owner is a user's id, a")
                            != null) {
                owners.add(field);
            }
        }
        if (section.node("owner") instanceof Node.Sequence list && list.items().isEmpty()) {
            problems.error(section.at("owner"), "owner is empty", "name at least one field");
        }
        return owners.size() < items.size() ? List.of() : owners;
    }

    private boolean isWhole(Section section, double days) {
        if (days == Math.rint(days)) {
            return true;
        }
        problems.error(section.at("due_days"), "due_days is no whole number", "round it");
        return false;
    }

    private @Nullable String text(Section section, String key, int longest) {
        String text = section.text(key);
        if (text != null && text.length() > longest) {
            problems.error(
                    section.at(key),
                    key + " has " + text.length() + " characters",
                    "use at most " + longest);
            return null;
        }
        return text;
    }
}
