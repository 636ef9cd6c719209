package dev.baton.mappings;

import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import dev.baton.mappings.SourceDraft.Child;
import dev.baton.mappings.SourceDraft.Placed;
import dev.baton.mappings.SourceDraft.Purpose;
import dev.baton.mappings.SourceDraft.Use;
import dev.baton.mappings.SourceDraft.Way;
import dev.baton.mappings.link.LinkRule;
import dev.baton.mappings.translate.Expression;
import dev.baton.mappings.translate.FieldRule;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one file of {@code sources/}. */
final class SourceReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern OBJECT = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");
    private static final Pattern ADDRESS =
            Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]+)?/[^\\s{}]*\\{id}[^\\s{}]*");

    private static final int MOST_REREAD_DAYS = 30;
    private static final String SALESFORCE = "salesforce";
    private static final String FILE = "file";

    private static final List<String> TYPES =
            Arrays.stream(RecordType.values()).map(RecordType::word).toList();

    private final String name;
    private final String file;
    private final Problems.InFile problems;
    private final PathReader paths;
    private final Connections connections;
    private final List<Use> uses = new ArrayList<>();
    private final SortedSet<String> filled = new TreeSet<>();
    private Vocabulary vocabulary;

    /**
     * A reader of one file.
     *
     * @param file the file's text
     */
    SourceReader(
            String name,
            String file,
            Connections connections,
            Vocabulary vocabulary,
            Problems.InFile problems) {
        this.name = name;
        this.file = file;
        this.connections = connections;
        this.vocabulary = vocabulary;
        this.problems = problems;
        this.paths = new PathReader(problems);
    }

    /** The vocabulary, widened by what the file declares. */
    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Null when nothing in it can be read, told. */
    @Nullable SourceDraft read(Node node) {
        Section section = Section.open(node, Shapes.SOURCE, problems);
        if (section == null) {
            return null;
        }
        String kind = section.oneOf(List.of("to", "links"), "a source");
        StreamName from = stream(section, "from");
        boolean linkSource = "links".equals(kind);
        if (linkSource) {
            refuse(section, List.of("account", "customer", "object", "link", "children", "fields"));
        }
        RecordType type = "to".equals(kind) ? type(section) : null;
        List<Child> children = linkSource ? List.of() : children(section);
        String object = section.has("object") ? section.text("object") : null;
        return new SourceDraft(
                name,
                problems,
                section.at(),
                from,
                section.at("from"),
                type,
                linkSource ? null : way(section, type, from),
                linkSource ? null : customer(section, type, from),
                children,
                linkSource ? linkRules(section, from) : null,
                object(object, section, from),
                address(section),
                type == null ? List.of() : fields(section, type, from),
                rereadDays(section, from),
                filled,
                uses);
    }

    private void refuse(Section section, List<String> names) {
        for (String each : section.among(names)) {
            problems.error(section.at(each), each + " stands in a source of links", "remove it");
        }
    }

    private @Nullable StreamName stream(Section section, String key) {
        String text = section.text(key);
        return text == null ? null : connections.find(text, section.at(key), problems);
    }

    private @Nullable RecordType type(Section section) {
        String word = section.text("to");
        Optional<RecordType> type = word == null ? Optional.empty() : RecordType.named(word);
        if (word != null && type.isEmpty()) {
            problems.error(
                    section.at("to"), "unknown record type " + word, Nearest.fix(word, TYPES));
        }
        return type.orElse(null);
    }

    private String object(@Nullable String object, Section section, @Nullable StreamName from) {
        if (object != null && !OBJECT.matcher(object).matches()) {
            problems.error(
                    section.at("object"), "an object's name is one word", "use letters and digits");
        }
        return object != null ? object : from == null ? "" : from.stream();
    }

    private @Nullable String address(Section section) {
        String address = section.text("link");
        if (address == null || ADDRESS.matcher(address).matches()) {
            return address;
        }
        problems.error(
                section.at("link"),
                "the link is no https address with {id} in it",
                "write https://HOST/PATH/{id}");
        return null;
    }

    private @Nullable Integer rereadDays(Section section, @Nullable StreamName from) {
        Double days = section.number("reread_days");
        if (days == null) {
            return null;
        }
        Position at = section.at("reread_days");
        if (days < 1 || days > MOST_REREAD_DAYS || days != Math.rint(days)) {
            problems.error(
                    at,
                    "expected a whole number of days from 1 to " + MOST_REREAD_DAYS,
                    "write after how many days the stream is read anew, for example 1");
            return null;
        }
        if (from != null && !connections.system(from.connection()).equals(SALESFORCE)) {
            problems.error(
                    at,
                    from + " tells by itself what changed",
                    "remove reread_days; it is for formulas and roll-ups of Salesforce");
            return null;
        }
        return days.intValue();
    }

    private @Nullable Way way(
            Section section, @Nullable RecordType type, @Nullable StreamName from) {
        if (!section.has("account")) {
            if (type != null && type != RecordType.ACCOUNT) {
                problems.error(
                        section.at(),
                        "account is missing: how does each " + type.word() + " find its account?",
                        "add account: {key: PATH}, with through: CONNECTION.STREAM, or {external_id: PATH}");
            }
            return null;
        }
        if (type == RecordType.ACCOUNT) {
            problems.error(section.at("account"), "an account finds itself", "remove account");
            return null;
        }
        Section account = section.section("account", Shapes.ACCOUNT);
        String by =
                account == null
                        ? null
                        : account.oneOf(List.of("key", "external_id"), "the way to the account");
        if (account == null || by == null) {
            return null;
        }
        return by.equals("key") ? byId(account, from) : byKey(account, from);
    }

    private @Nullable Way byId(Section account, @Nullable StreamName from) {
        String key = paths.read(account.node("key"));
        StreamName through = account.has("through") ? stream(account, "through") : null;
        if (key == null || (account.has("through") && through == null)) {
            return null;
        }
        use(from, key, Purpose.PARENT, account.at("key"));
        return new Way(through, null, key, account.at("key"), account.at("through"));
    }

    private @Nullable Way byKey(Section account, @Nullable StreamName from) {
        if (account.has("through")) {
            problems.error(
                    account.at("through"),
                    "through goes with key, not with external_id",
                    "keep one of the two");
            return null;
        }
        String key = paths.read(account.node("external_id"));
        if (key == null) {
            return null;
        }
        Position at = account.at("external_id");
        use(from, key, Purpose.PARENT_KEY, at);
        return new Way(null, "external_id", key, at, at);
    }

    private @Nullable Expression customer(
            Section section, @Nullable RecordType type, @Nullable StreamName from) {
        if (!section.has("customer")) {
            return null;
        }
        if (type != null && type != RecordType.ACCOUNT) {
            problems.error(
                    section.at("customer"),
                    "only an account is a customer",
                    "remove customer, or put it into the source of accounts");
            return null;
        }
        Expression condition =
                new ExpressionReader(Map.of(), file, problems)
                        .read(section, "customer", FieldType.TRUTH);
        if (condition != null) {
            Position at = section.at("customer");
            condition.paths().stream()
                    .filter(path -> paths.good(path, at))
                    .forEach(path -> use(from, path, Purpose.READ, at));
        }
        return condition;
    }

    private List<Child> children(Section section) {
        var children = new ArrayList<Child>();
        Node node = section.node("children");
        if (node != null) {
            for (Node.Entry entry :
                    Section.entries(node, "children by name", "write NAME: {from: …}", problems)) {
                Child child = child(entry);
                if (child != null) {
                    children.add(child);
                }
            }
        }
        return children;
    }

    private @Nullable Child child(Node.Entry entry) {
        nameIsGood(entry.key());
        Section section = Section.open(entry.value(), Shapes.CHILD, problems);
        if (section == null) {
            return null;
        }
        StreamName from = stream(section, "from");
        String key = paths.read(section.node("key"));
        for (Node item : section.items("fields", "paths")) {
            String path = paths.read(item);
            if (path != null) {
                use(from, path, Purpose.READ, item.at());
            }
        }
        if (from == null || key == null) {
            return null;
        }
        use(from, key, Purpose.PARENT, section.at("key"));
        return new Child(entry.name(), from, key, entry.key().at());
    }

    private boolean nameIsGood(Node.Scalar key) {
        boolean good = NAME.matcher(key.text()).matches();
        if (!good) {
            problems.error(
                    key.at(),
                    key.text() + " is no name",
                    "use lower case letters, digits and underscores, at most 40");
        }
        return good;
    }

    private void use(@Nullable StreamName stream, String path, Purpose purpose, Position at) {
        if (stream != null) {
            uses.add(new Use(stream, path, purpose, at));
        }
    }

    private List<Placed<LinkRule>> linkRules(Section section, @Nullable StreamName from) {
        Section links = section.section("links", Shapes.LINKS);
        if (links == null) {
            return List.of();
        }
        links.word("to", List.of("account"));
        var rules = new ArrayList<Placed<LinkRule>>();
        for (Node item : links.items("by", "rules")) {
            Placed<LinkRule> rule = linkRule(item, from);
            if (rule != null && !rules.isEmpty()) {
                orderIsGood(rules.getLast().what(), rule);
            }
            if (rule != null) {
                rules.add(rule);
            }
        }
        if (links.node("by") instanceof Node.Sequence list && list.items().isEmpty()) {
            problems.error(links.at("by"), "by is empty", "write at least one rule");
        }
        return rules;
    }

    private @Nullable Placed<LinkRule> linkRule(Node item, @Nullable StreamName from) {
        String fix = "write {ACCOUNT FIELD: PATH}, as {external_id: external_id}";
        List<Node.Entry> entries = Section.entries(item, "a rule", fix, problems);
        if (entries.size() != 1) {
            if (item instanceof Node.Mapping) {
                problems.error(item.at(), "a rule has one key, found " + entries.size(), fix);
            }
            return null;
        }
        Node.Entry entry = entries.getFirst();
        String path = paths.read(entry.value());
        if (path == null) {
            return null;
        }
        use(from, path, Purpose.READ, entry.value().at());
        LinkRule rule =
                switch (entry.name()) {
                    case "id" -> new LinkRule.AccountId(path);
                    case "domain" -> new LinkRule.SameDomain("domain", path);
                    default -> new LinkRule.SameKey(entry.name(), path);
                };
        return new Placed<>(rule, entry.key().at());
    }

    private void orderIsGood(LinkRule before, Placed<LinkRule> rule) {
        if (strength(rule.what()) > strength(before)) {
            problems.error(
                    rule.at(),
                    "a stronger rule stands behind a weaker one",
                    "order them: id, then keys, then domain");
        }
    }

    private static int strength(LinkRule rule) {
        return switch (rule) {
            case LinkRule.AccountId id -> 3;
            case LinkRule.SameKey key -> 2;
            case LinkRule.SameDomain domain -> 1;
        };
    }

    private List<Placed<FieldRule>> fields(
            Section section, RecordType type, @Nullable StreamName from) {
        Node node = section.node("fields");
        if (node == null) {
            problems.error(section.at(), "fields is missing in a source", "add fields");
            return List.of();
        }
        var fieldReader = new FieldReader(type, ChildFields.of(section), file, problems);
        var rules = new ArrayList<Placed<FieldRule>>();
        for (Node.Entry entry :
                Section.entries(node, "fields by name", "write NAME: PATH", problems)) {
            FieldReader.Field field = fieldReader.read(entry, vocabulary);
            if (field == null) {
                continue;
            }
            vocabulary = vocabulary.with(type, List.of(field.spec()));
            filled.add(field.spec().name());
            if (field.rule() != null) {
                rules.add(new Placed<>(field.rule(), entry.value().at()));
                use(field.rule(), entry.value().at(), from);
            }
        }
        return rules;
    }

    /** A file's cells are texts, and what is no text of them would be quarantined row by row. */
    private void refuseBareText(FieldRule.Copied rule, Position at, StreamName from) {
        String path = rule.path();
        switch (rule.spec().type()) {
            case NUMBER -> refuseBareText(rule, at, from, "a number", "double(" + path + ")");
            case TRUTH -> refuseBareText(rule, at, from, "true or false", path + " == 'true'");
            case LABELS -> refuseBareText(rule, at, from, "a list of words", "'[" + path + "]'");
            case TEXT, MOMENT, MOMENTS, DAY -> {}
        }
    }

    /** Not where the connection itself is wrong, which is told already. */
    private void refuseBareText(
            FieldRule.Copied rule, Position at, StreamName from, String holds, String fix) {
        if (connections.system(from.connection()).equals(FILE) && connections.table(from) != null) {
            problems.error(
                    at,
                    "a file's cells are texts, and " + rule.spec().name() + " holds " + holds,
                    "write {cel: " + fix + "}");
        }
    }

    private void use(FieldRule rule, Position at, @Nullable StreamName from) {
        Purpose purpose =
                rule instanceof FieldRule.Copied copied && copied.hashed()
                        ? Purpose.HASHED
                        : Purpose.READ;
        if (rule instanceof FieldRule.Copied copied && from != null) {
            refuseBareText(copied, at, from);
        }
        for (String path : rule.paths()) {
            if (paths.good(path, at)) {
                use(from, path, purpose, at);
                if (purpose == Purpose.READ) {
                    paths.warnOfAddress(path, at);
                }
            }
        }
    }
}
