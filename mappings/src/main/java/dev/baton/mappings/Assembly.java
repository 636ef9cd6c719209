package dev.baton.mappings;

import dev.baton.core.firstvalue.FirstValue;
import dev.baton.core.handoff.Duty;
import dev.baton.core.handoff.HandoffField;
import dev.baton.core.handoff.HandoffRules;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Probability;
import dev.baton.core.health.ResultName;
import dev.baton.core.health.Score;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import dev.baton.mappings.SourceDraft.Child;
import dev.baton.mappings.SourceDraft.Placed;
import dev.baton.mappings.SourceDraft.Way;
import dev.baton.mappings.model.Catalogue;
import dev.baton.mappings.model.Filled;
import dev.baton.mappings.model.FirstValueReader;
import dev.baton.mappings.model.HandoffReader;
import dev.baton.mappings.model.ModelReader;
import dev.baton.mappings.model.PlayBookReader;
import dev.baton.mappings.model.ProbabilityReader;
import dev.baton.core.play.Play;
import dev.baton.core.play.PlayBook;
import dev.baton.mappings.translate.Translator;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
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
        var ways = new Ways(drafts, vocabulary, filled(), mayTellOfAbsence());
        ways.check(accounts);
        ways.checkLinks();
        sourcesComplete &= drafts.stream().allMatch(draft -> draft.problems().clean());
        HealthModel model = model(Folder.MODEL, Score.HEALTH);
        HealthModel expansion = model(Folder.EXPANSION, Score.EXPANSION);
        Probability probability = probability();
        FirstValue firstValue = firstValue();
        Outputs outputs = outputs(accounts, book, model);
        HandoffRules handoff = handoff(outputs);
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
                new Models(model, expansion, probability, firstValue, handoff),
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
                || path.equals(Folder.HANDOFF)
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
    private @Nullable HandoffRules handoff(@Nullable Outputs outputs) {
        Node node = nodes.get(Folder.HANDOFF);
        Problems.InFile here = problems.in(Folder.HANDOFF);
        HandoffOutputs told = outputs == null ? null : outputs.handoffs();
        if (node == null) {
            if (told != null && !files.containsKey(Folder.HANDOFF)) {
                problems.in(Folder.OUTPUTS)
                        .error(
                                Position.START,
                                "handoffs are written, but nothing says what one is",
                                "write " + Folder.HANDOFF + ", or remove handoffs");
            }
            return null;
        }
        HandoffRules rules =
                HandoffReader.read(node, new Filled(vocabulary, filled(), sourcesComplete), here);
        if (rules != null && outputs != null) {
            tellOfUnwritten(rules, told, here);
        }
        return rules;
    }

    /** What people write is read where it was said to stand. */
    private static void tellOfUnwritten(
            HandoffRules rules, @Nullable HandoffOutputs told, Problems.InFile here) {
        if (told == null) {
            here.error(
                    Position.START,
                    "outputs.yaml does not say where handoffs go",
                    "add handoffs: {object: Baton_Handoff__c, …} to outputs.yaml");
            return;
        }
        var needed = new TreeSet<>(rules.notes());
        needed.addAll(rules.fills().keySet());
        needed.removeAll(told.fields().keySet());
        for (HandoffField field : needed) {
            here.error(
                    Position.START,
                    "outputs.yaml names no field of a handoff for " + field.word(),
                    "add " + field.word() + ": FIELD__c to the fields of its handoffs");
        }
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
                : OutputsReader.read(
                        node,
                        stream,
                        untold(model),
                        new RenewalOutputsReader(deals(accounts, here), filled(accounts), here),
                        new HandoffOutputsReader(deals(accounts, here), here),
                        here);
    }

    /** Without accounts nobody knows what is missing. */
    private Filled filled(@Nullable SourceDraft accounts) {
        boolean complete = sourcesComplete && accounts != null && accounts.from() != null;
        return new Filled(vocabulary, filled(), complete);
    }

    private DealColumns deals(@Nullable SourceDraft accounts, Problems.InFile here) {
        StreamName from = accounts == null ? null : accounts.from();
        List<SourceDraft> deals =
                drafts.stream()
                        .filter(draft -> draft.type() == RecordType.OPPORTUNITY)
                        .filter(draft -> isBeside(from, draft.from()))
                        .toList();
        return new DealColumns(deals, filled(accounts).complete(), here);
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
        if (plays != null && nodes.containsKey(Folder.HANDOFF)) {
            plays.plays().stream()
                    .map(Play::name)
                    .filter(name -> Duty.named(name).isPresent())
                    .forEach(name -> tellOfDuty(name, here));
        }
        if (plays != null && outputs != null && outputs.tasks() == null) {
            here.error(
                    Position.START,
                    "plays open tasks, but outputs.yaml does not say where they go",
                    "add tasks: {object: Task, …} to outputs.yaml");
        }
        return plays;
    }

    /** By its play a task is told to be about an account or a handoff. */
    private static void tellOfDuty(String name, Problems.InFile here) {
        here.error(
                Position.START,
                name + " is what a task about a handoff is called",
                "rename the play");
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
