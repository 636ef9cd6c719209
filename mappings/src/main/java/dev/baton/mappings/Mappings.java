package dev.baton.mappings;

import dev.baton.core.firstvalue.FirstValue;
import dev.baton.core.handoff.HandoffRules;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Probability;
import dev.baton.core.health.Products;
import dev.baton.core.health.Score;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.measure.Measure;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import dev.baton.core.play.PlayBook;
import dev.baton.core.plan.Digests;
import dev.baton.mappings.link.LinkRule;
import dev.baton.mappings.yaml.Problems;
import dev.baton.port.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mapping folder, checked and ready to use: what is read, what it means, what it is worth, and
 * where results go. Immutable.
 */
public final class Mappings {

    /** What became of a folder. */
    public sealed interface Loaded {

        /**
         * It can be used.
         *
         * @param warnings what deserves a look, in the order of files and lines
         */
        record Good(Mappings mappings, List<Finding> warnings) implements Loaded {
            public Good {
                warnings = List.copyOf(warnings);
            }
        }

        /**
         * It cannot be used.
         *
         * @param problems all that is wrong, at least one, in the order of files and lines
         */
        record Bad(List<Finding> problems) implements Loaded {
            public Bad {
                problems = List.copyOf(problems);
            }
        }
    }

    private final SortedMap<String, String> files;
    private final Models models;
    private final Vocabulary vocabulary;
    private final SortedMap<String, Connection> connections;
    private final List<SourceMapping> sources;
    private final List<LinkSource> linkSources;
    private final List<MappedStream> streams;
    private final Outputs outputs;
    private final PlayBook plays;
    private final String crm;
    private final Narrowed narrowed;

    /**
     * What is left out for now.
     *
     * @param whole the mapping with all of it
     * @param silent types of which no account's records can be told
     */
    private record Narrowed(
            @Nullable Mappings whole, List<Stopped> stopped, SortedSet<RecordType> silent) {
        static final Narrowed NOTHING = new Narrowed(null, List.of(), new TreeSet<>());
    }

    Mappings(
            SortedMap<String, String> files,
            Models models,
            Vocabulary vocabulary,
            SortedMap<String, Connection> connections,
            List<SourceMapping> sources,
            List<LinkSource> linkSources,
            List<MappedStream> streams,
            Outputs outputs,
            PlayBook plays,
            String crm) {
        this(
                files,
                models,
                vocabulary,
                connections,
                sources,
                linkSources,
                streams,
                outputs,
                plays,
                crm,
                Narrowed.NOTHING);
    }

    private Mappings(
            SortedMap<String, String> files,
            Models models,
            Vocabulary vocabulary,
            SortedMap<String, Connection> connections,
            List<SourceMapping> sources,
            List<LinkSource> linkSources,
            List<MappedStream> streams,
            Outputs outputs,
            PlayBook plays,
            String crm,
            Narrowed narrowed) {
        this.narrowed = narrowed;
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        this.models = models;
        this.vocabulary = vocabulary;
        this.connections = Collections.unmodifiableSortedMap(new TreeMap<>(connections));
        this.sources = List.copyOf(sources);
        this.linkSources = List.copyOf(linkSources);
        this.streams = List.copyOf(streams);
        this.outputs = outputs;
        this.plays = plays;
        this.crm = crm;
    }

    /** Reads a folder. Everything that is wrong with it is told at once, never thrown. */
    public static Loaded load(Path folder) {
        var problems = new Problems();
        SortedMap<String, String> files = Folder.read(folder, problems);
        return problems.errors().isEmpty()
                ? loaded(files, problems)
                : new Loaded.Bad(problems.errors());
    }

    /**
     * Reads texts, as {@link #files()} gives them back.
     *
     * @param files by path below the folder: {@code sources/ticket.yaml}
     */
    public static Loaded parse(SortedMap<String, String> files) {
        var folder = new TreeMap<>(files);
        Hidden hidden = Hidden.parse(folder.remove(Hidden.FILE));
        return switch (loaded(folder, new Problems())) {
            case Loaded.Good good ->
                    new Loaded.Good(good.mappings().without(hidden), good.warnings());
            case Loaded.Bad bad -> bad;
        };
    }

    /**
     * The part of the whole mapping that holds while some fields are not given. What rests on them
     * is left out; nothing is taken for empty.
     */
    public Mappings without(Hidden hidden) {
        return hidden.isEmpty() ? whole() : new Narrowing(whole(), hidden).narrowed();
    }

    /**
     * Which of the hidden fields nothing can be told or written without: the condition for
     * customers, or every field that results go to.
     *
     * @return {@code crm.Account.Type}, in alphabetical order
     */
    public SortedSet<String> essential(Hidden hidden) {
        return Narrowing.essential(whole(), hidden);
    }

    Mappings narrowed(
            Hidden hidden,
            List<Stopped> stopped,
            SortedSet<RecordType> silent,
            Vocabulary known,
            List<SourceMapping> told,
            List<LinkSource> links,
            List<MappedStream> read,
            Outputs written,
            PlayBook played) {
        var texts = new TreeMap<>(files);
        texts.put(Hidden.FILE, hidden.text());
        return new Mappings(
                texts,
                models,
                known,
                connections,
                told,
                links,
                read,
                written,
                played,
                crm,
                new Narrowed(this, stopped, silent));
    }

    /** With all that is left out for now. */
    public Mappings whole() {
        return narrowed.whole() == null ? this : narrowed.whole();
    }

    /** The fields that are not given now, and what rests on each. */
    public List<Stopped> stopped() {
        return narrowed.stopped();
    }

    /** Types of which no account's records can be told now. */
    public SortedSet<RecordType> silent() {
        return Collections.unmodifiableSortedSet(narrowed.silent());
    }

    /**
     * Whether a score may lack what it rested on before: fields, records or links that are not
     * given now.
     */
    public boolean isBlind(Score score) {
        HealthModel model = models.of(score);
        return model != null && isBlind(model);
    }

    /** The same of health. */
    public boolean isBlind() {
        return isBlind(Score.HEALTH);
    }

    private boolean isBlind(HealthModel model) {
        Set<String> sorting =
                model.criteria().stream()
                        .flatMap(criterion -> criterion.measures().stream())
                        .collect(Collectors.toSet());
        Products products = model.rules().products();
        return (products != null
                        && products.types().stream()
                                .anyMatch(type -> vocabulary.isHidden(type, products.field())))
                || model.scored().stream().map(ScoredMeasure::measure).anyMatch(this::isOut)
                || model.told().stream()
                        .filter(measure -> sorting.contains(measure.name()))
                        .anyMatch(this::isOut)
                || !rules(linkSources).equals(rules(whole().linkSources));
    }

    private boolean isOut(Measure measure) {
        return (measure.per() != null && isOut(measure.per()))
                || narrowed.silent().contains(measure.over())
                || measure.fields().stream()
                        .anyMatch(field -> vocabulary.isHidden(measure.over(), field));
    }

    private static List<List<LinkRule>> rules(List<LinkSource> links) {
        return links.stream().map(LinkSource::rules).toList();
    }

    private static Loaded loaded(SortedMap<String, String> files, Problems problems) {
        Mappings mappings = new Assembly(files, problems).assemble();
        if (mappings != null) {
            return new Loaded.Good(mappings, problems.warnings());
        }
        List<Finding> errors = problems.errors();
        if (errors.isEmpty()) {
            throw new IllegalStateException("a mapping was refused and nobody said why");
        }
        return new Loaded.Bad(errors);
    }

    /** The YAML texts by their paths below the folder. */
    public SortedMap<String, String> files() {
        return files;
    }

    /**
     * SHA-256, hexadecimal, over all files but the models and the catalogue they take measures
     * from: what is read and where results go.
     */
    public String digest() {
        var texts = new ArrayList<String>();
        files.forEach(
                (path, text) -> {
                    if (!Folder.JUDGING.contains(path)) {
                        texts.add(path);
                        texts.add(text);
                    }
                });
        return Digests.of(texts);
    }

    /**
     * SHA-256, hexadecimal, over the models and their catalogue, if they take any measure from it.
     */
    public String modelDigest() {
        var texts = new ArrayList<String>();
        for (String path : Folder.JUDGING) {
            String text = files.get(path);
            if (text != null) {
                texts.addAll(List.of(path, text));
            }
        }
        return Digests.of(texts);
    }

    /** The model of health. */
    public HealthModel model() {
        return models.health();
    }

    /** The model of a score; null where the folder has none. */
    public @Nullable HealthModel model(Score score) {
        return models.of(score);
    }

    /** How likely an account of a score leaves; null of a model that nobody calibrated. */
    public @Nullable Probability probability() {
        return models.probability();
    }

    /** What customers wait for first; null where the model does not say. */
    public @Nullable FirstValue firstValue() {
        return models.firstValue();
    }

    /** What sales hands over; null where nothing is handed over. */
    public @Nullable HandoffRules handoff() {
        return models.handoff();
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** By name. */
    public SortedMap<String, Connection> connections() {
        return connections;
    }

    /** In the order of their names. */
    public List<SourceMapping> sources() {
        return sources;
    }

    /** In the order of their names. */
    public List<LinkSource> linkSources() {
        return linkSources;
    }

    /** Everything that has to be read, in the order of connections and streams. */
    public List<MappedStream> streams() {
        return streams;
    }

    /** Where records of a stream belong, if a source of that stream says so; links have none. */
    public Optional<Route> route(String connection, String stream) {
        return sources.stream()
                .filter(source -> source.connection().equals(connection))
                .filter(source -> source.stream().equals(stream))
                .map(SourceMapping::route)
                .findFirst();
    }

    public Outputs outputs() {
        return outputs;
    }

    /** Which tasks ought to be open; none without {@code plays.yaml}. */
    public PlayBook plays() {
        return plays;
    }

    /**
     * The day that it is for the people who work in the CRM.
     *
     * @param at what their clocks show
     */
    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, timeZone());
    }

    /** The time zone of the CRM's people. */
    public ZoneId timeZone() {
        Connection connection = connections.get(crm);
        return connection == null ? ZoneOffset.UTC : connection.timeZone();
    }

    /** The connection that holds the accounts. */
    public String crm() {
        return crm;
    }
}
