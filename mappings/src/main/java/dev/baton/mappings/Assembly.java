package dev.baton.mappings;

import dev.baton.core.firstvalue.FirstValue;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Probability;
import dev.baton.core.health.ResultName;
import dev.baton.core.health.Score;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import dev.baton.mappings.SourceDraft.Child;
import dev.baton.mappings.SourceDraft.Placed;
import dev.baton.mappings.SourceDraft.Way;
import dev.baton.mappings.link.LinkRule;
import dev.baton.mappings.model.Catalogue;
import dev.baton.mappings.model.Filled;
import dev.baton.mappings.model.FirstValueReader;
import dev.baton.mappings.model.ModelReader;
import dev.baton.mappings.model.PlayBookReader;
import dev.baton.mappings.model.ProbabilityReader;
import dev.baton.core.play.PlayBook;
import dev.baton.mappings.translate.Translator;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads all files, holds them against each other, and puts a mapping together. */
final class Assembly {
    private final SortedMap<String, String> files;
    private final Problems problems;
    private final SortedMap<String, Node> nodes = new TreeMap<>();
    private final List<SourceDraft> drafts = new ArrayList<>();
    private final Set<StreamName> circles = new HashSet<>();
    private boolean sourcesComplete = true;
    private Vocabulary vocabulary = Vocabulary.standard();

    Assembly(SortedMap<String, String> files, Problems problems) {
        this.files = new TreeMap<>(files);
        this.problems = problems;
    }

    /** The mapping; null when something is wrong, told. */
    @Nullable Mappings assemble() {
        Folder.check(files, problems);
        files.forEach(this::readYaml);
        takeFromCatalogue();
        Connections connections =
                Connections.read(nodes.get(Folder.CONNECTIONS), problems.in(Folder.CONNECTIONS));
        readSources(connections);
        connections.warnOfUnused();
        var book = new StreamBook(connections, drafts);
        book.check();
        SourceDraft accounts = accounts();
        checkWays(accounts);
        checkLinks();
        sourcesComplete &= drafts.stream().allMatch(draft -> draft.problems().clean());
        HealthModel model = model(Folder.MODEL, Score.HEALTH);
        HealthModel expansion = model(Folder.EXPANSION, Score.EXPANSION);
        Probability probability = probability();
        FirstValue firstValue = firstValue();
        Outputs outputs = outputs(accounts, book, model);
        PlayBook plays = plays(model, outputs);
        if (!problems.errors().isEmpty()
                || accounts == null
                || accounts.from() == null
                || model == null
                || outputs == null
                || plays == null) {
            return null;
        }
        return new Mappings(
                files,
                new Models(model, expansion, probability, firstValue),
                vocabulary,
                connections.byName(),
                sources(book),
                linkSources(book),
                book.all(),
                outputs,
                plays,
                accounts.from().connection());
    }

    /** What a model was made of stays with its folder, so that it reads the same for ever. */
    private void takeFromCatalogue() {
        for (String path : List.of(Folder.MODEL, Folder.EXPANSION)) {
            Node model = nodes.get(path);
            if (model != null && Catalogue.isUsedBy(model)) {
                takeFromCatalogue(path, model);
            }
        }
    }

    /** Of the second score a measure may be one of the model, too. */
    private void takeFromCatalogue(String path, Node model) {
        String text = files.computeIfAbsent(Catalogue.FILE, unused -> Catalogue.shipped());
        Node content = YamlReader.read(text, problems.in(Catalogue.FILE));
        if (content == null) {
            nodes.remove(path);
            return;
        }
        Catalogue catalogue = Catalogue.of(content, problems.in(Catalogue.FILE));
        Node first = nodes.get(Folder.MODEL);
        Catalogue known =
                path.equals(Folder.MODEL) || first == null ? catalogue : catalogue.behind(first);
        nodes.put(path, known.writtenOut(model, problems.in(path)));
    }

    private void readYaml(String path, String text) {
        if (Folder.REQUIRED.contains(path)
                || path.equals(Folder.PLAYS)
                || path.equals(Folder.EXPANSION)
                || Folder.source(path)) {
            Node node = YamlReader.read(text, problems.in(path));
            if (node == null) {
                sourcesComplete &= !Folder.source(path);
            } else {
                nodes.put(path, node);
            }
        }
    }

    private void readSources(Connections connections) {
        nodes.forEach(
                (path, node) -> {
                    if (Folder.source(path)) {
                        readSource(path, node, connections);
                    }
                });
    }

    private void readSource(String path, Node node, Connections connections) {
        var reader =
                new SourceReader(
                        Folder.sourceName(path),
                        files.getOrDefault(path, ""),
                        connections,
                        vocabulary,
                        problems.in(path));
        SourceDraft draft = reader.read(node);
        vocabulary = reader.vocabulary();
        if (draft == null) {
            sourcesComplete = false;
        } else {
            drafts.add(draft);
        }
    }

    /** The one source of accounts; null when there is none or no telling which. */
    private @Nullable SourceDraft accounts() {
        SourceDraft accounts = null;
        for (SourceDraft draft : drafts) {
            if (draft.type() == RecordType.ACCOUNT && accounts != null) {
                draft.problems()
                        .error(
                                draft.at(),
                                "sources/" + accounts.name() + ".yaml maps to account already",
                                "keep one source of accounts");
            } else if (draft.type() == RecordType.ACCOUNT) {
                accounts = draft;
            }
        }
        if (accounts == null && mayTellOfAbsence()) {
            problems.in(Folder.SOURCES)
                    .error(
                            Position.START,
                            "no source maps to account",
                            "add sources/account.yaml with to: account");
        }
        return accounts;
    }

    /** What seems to be missing may stand in a source that cannot be read. */
    private boolean mayTellOfAbsence() {
        return sourcesComplete
                && drafts.stream()
                        .noneMatch(
                                draft ->
                                        draft.from() == null
                                                || (draft.type() == null
                                                        && draft.linkRules() == null));
    }

    private void checkWays(@Nullable SourceDraft accounts) {
        for (SourceDraft draft : drafts) {
            Way way = draft.way();
            if (way == null || draft.from() == null) {
                continue;
            }
            if (way.through() != null) {
                checkThrough(draft, way, way.through());
            } else if (way.field() != null) {
                checkKey(draft, way.field(), way.at());
            } else if (accounts != null
                    && accounts.from() != null
                    && !accounts.from().connection().equals(draft.from().connection())) {
                draft.problems()
                        .error(
                                way.at(),
                                draft.from().connection() + " does not know the CRM's account ids",
                                "add through: CONNECTION.STREAM of a source with links, or write"
                                        + " external_id: PATH");
            }
        }
    }

    private void checkThrough(SourceDraft draft, Way way, StreamName through) {
        if (leading(through) == null) {
            if (mayTellOfAbsence() && noneIsBroken(through)) {
                draft.problems()
                        .error(
                                way.throughAt(),
                                "no source links or maps " + through,
                                "add a source from " + through);
            }
            return;
        }
        var seen = new HashSet<StreamName>();
        StreamName next = through;
        while (next != null && seen.add(next)) {
            SourceDraft step = leading(next);
            next = step == null || step.way() == null ? null : step.way().through();
            if (next != null && next.equals(draft.from())) {
                seen.add(next);
                tellOfCircle(draft, way, seen);
                return;
            }
        }
    }

    /** Once, however many sources are in it. */
    private void tellOfCircle(SourceDraft draft, Way way, Set<StreamName> circle) {
        if (Collections.disjoint(circles, circle)) {
            draft.problems()
                    .error(way.throughAt(), "the way runs in a circle", "lead it to an account");
        }
        circles.addAll(circle);
    }

    private boolean noneIsBroken(StreamName stream) {
        return drafts.stream()
                .filter(draft -> stream.equals(draft.from()))
                .allMatch(draft -> draft.problems().clean());
    }

    /** The source that knows where records of a stream belong. */
    private @Nullable SourceDraft leading(StreamName stream) {
        return drafts.stream()
                .filter(draft -> stream.equals(draft.from()))
                .filter(draft -> draft.linkRules() != null || draft.way() != null)
                .findFirst()
                .orElse(null);
    }

    private void checkLinks() {
        for (SourceDraft draft : drafts) {
            if (draft.linkRules() != null && mayTellOfAbsence()) {
                draft.linkRules().forEach(rule -> checkLink(draft, rule));
            }
        }
    }

    private void checkLink(SourceDraft draft, Placed<LinkRule> rule) {
        String field =
                switch (rule.what()) {
                    case LinkRule.AccountId id -> null;
                    case LinkRule.SameKey key -> key.field();
                    case LinkRule.SameDomain domain -> domain.field();
                };
        if (field != null) {
            checkKey(draft, field, rule.at());
        }
    }

    /** A key that records share with accounts is a text field which accounts do have. */
    private void checkKey(SourceDraft draft, String field, Position at) {
        SortedSet<String> names = filled().getOrDefault(RecordType.ACCOUNT, new TreeSet<>());
        if (!mayTellOfAbsence()) {
            return;
        }
        FieldType type =
                vocabulary.field(RecordType.ACCOUNT, field).map(FieldSpec::type).orElse(null);
        var choice = new TreeSet<>(names);
        choice.add("id");
        if (!names.contains(field)) {
            draft.problems()
                    .error(at, "no source fills account." + field, Nearest.fix(field, choice));
        } else if (type != FieldType.TEXT) {
            draft.problems().error(at, "account." + field + " is no text", "link by a text field");
        }
    }

    private SortedMap<RecordType, SortedSet<String>> filled() {
        var filled = new TreeMap<RecordType, SortedSet<String>>();
        for (SourceDraft draft : drafts) {
            if (draft.type() != null) {
                filled.computeIfAbsent(draft.type(), unused -> new TreeSet<>())
                        .addAll(draft.filled());
            }
        }
        return filled;
    }

    private @Nullable Probability probability() {
        Node node = nodes.get(Folder.MODEL);
        return node == null ? null : ProbabilityReader.read(node, problems.in(Folder.MODEL));
    }

    private @Nullable FirstValue firstValue() {
        Node node = nodes.get(Folder.MODEL);
        return node == null
                ? null
                : FirstValueReader.read(
                        node,
                        new Filled(vocabulary, filled(), sourcesComplete),
                        problems.in(Folder.MODEL));
    }

    /** Null when there is none, or when something is wrong, told. */
    private @Nullable HealthModel model(String path, Score score) {
        Node node = nodes.get(path);
        return node == null
                ? null
                : ModelReader.read(
                        node,
                        score,
                        new Filled(vocabulary, filled(), sourcesComplete),
                        problems.in(path));
    }

    private @Nullable Outputs outputs(
            @Nullable SourceDraft accounts, StreamBook book, @Nullable HealthModel model) {
        Node node = nodes.get(Folder.OUTPUTS);
        MappedStream stream =
                accounts == null || accounts.from() == null ? null : book.stream(accounts.from());
        Problems.InFile here = problems.in(Folder.OUTPUTS);
        return node == null
                ? null
                : OutputsReader.read(node, stream, untold(model), renewals(accounts, here), here);
    }

    private RenewalOutputsReader renewals(@Nullable SourceDraft accounts, Problems.InFile here) {
        StreamName from = accounts == null ? null : accounts.from();
        List<SourceDraft> deals =
                drafts.stream()
                        .filter(draft -> draft.type() == RecordType.OPPORTUNITY)
                        .filter(draft -> isBeside(from, draft.from()))
                        .toList();
        boolean complete = sourcesComplete && from != null;
        return new RenewalOutputsReader(deals, new Filled(vocabulary, filled(), complete), here);
    }

    private static boolean isBeside(@Nullable StreamName accounts, @Nullable StreamName stream) {
        return accounts != null
                && stream != null
                && accounts.connection().equals(stream.connection());
    }

    /** Of a model that is wrong nobody knows what it would tell. */
    private SortedMap<ResultName, String> untold(@Nullable HealthModel model) {
        var untold = new TreeMap<ResultName, String>();
        if (!files.containsKey(Folder.EXPANSION)) {
            untold.put(ResultName.EXPANSION, Folder.EXPANSION);
            untold.put(ResultName.EXPANSION_REASON, Folder.EXPANSION);
        }
        if (model != null && model.rules().rollUp() == null) {
            untold.put(ResultName.FAMILY_SCORE, "roll_up in " + Folder.MODEL);
        }
        return untold;
    }

    /** None where there is no file of them; null when something is wrong, told. */
    private @Nullable PlayBook plays(@Nullable HealthModel model, @Nullable Outputs outputs) {
        Node node = nodes.get(Folder.PLAYS);
        Problems.InFile here = problems.in(Folder.PLAYS);
        if (node == null) {
            return files.containsKey(Folder.PLAYS) ? null : PlayBook.NONE;
        }
        if (model == null) {
            return null; // its problems come first: plays name its measures
        }
        PlayBook plays =
                PlayBookReader.read(
                        node, model, new Filled(vocabulary, filled(), sourcesComplete), here);
        if (plays != null && outputs != null && outputs.tasks() == null) {
            here.error(
                    Position.START,
                    "plays open tasks, but outputs.yaml does not say where they go",
                    "add tasks: {object: Task, …} to outputs.yaml");
        }
        return plays;
    }

    private List<SourceMapping> sources(StreamBook book) {
        var sources = new ArrayList<SourceMapping>();
        for (SourceDraft draft : drafts) {
            if (draft.type() != null && draft.from() != null) {
                sources.add(source(draft, draft.type(), book.stream(draft.from()), book));
            }
        }
        return sources;
    }

    private static SourceMapping source(
            SourceDraft draft, RecordType type, MappedStream landing, StreamBook book) {
        var children = new ArrayList<Children>();
        for (Child child : draft.children()) {
            children.add(new Children(child.name(), book.stream(child.from())));
        }
        var rules = draft.rules().stream().map(Placed::what).toList();
        return new SourceMapping(
                draft.name(),
                landing,
                route(draft.way()),
                children,
                draft.customer(),
                draft.link(),
                new Translator(type, landing.system(), draft.object(), rules));
    }

    private static Route route(@Nullable Way way) {
        if (way == null) {
            return new Route.Itself();
        }
        if (way.field() != null) {
            return new Route.SameKey(way.field(), way.key());
        }
        StreamName through = way.through();
        return through == null
                ? new Route.Direct(way.key())
                : new Route.Through(through.connection(), through.stream(), way.key());
    }

    private List<LinkSource> linkSources(StreamBook book) {
        var sources = new ArrayList<LinkSource>();
        for (SourceDraft draft : drafts) {
            if (draft.linkRules() != null && draft.from() != null) {
                sources.add(
                        new LinkSource(
                                draft.name(),
                                book.stream(draft.from()),
                                draft.linkRules().stream().map(Placed::what).toList()));
            }
        }
        return sources;
    }
}
