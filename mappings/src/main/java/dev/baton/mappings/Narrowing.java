package dev.baton.mappings;

import dev.baton.core.health.Criterion;
import dev.baton.core.health.Dimension;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.KnockOut;
import dev.baton.core.health.Products;
import dev.baton.core.health.RollUp;
import dev.baton.core.health.Score;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.health.TerminalState;
import dev.baton.core.measure.Measure;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import dev.baton.core.play.Play;
import dev.baton.core.play.PlayBook;
import dev.baton.core.play.TaskField;
import dev.baton.mappings.link.LinkRule;
import dev.baton.mappings.translate.FieldRule;
import dev.baton.mappings.translate.Translator;
import dev.baton.port.Withheld;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a mapping the part of it that still holds while some fields are not given. What rests on
 * one of them cannot be told; it is never taken for empty.
 */
final class Narrowing {
    private final Mappings whole;
    private final Hidden hidden;
    private final SortedMap<String, NavigableSet<String>> stops = new TreeMap<>();
    private final NavigableSet<RecordType> silent = new TreeSet<>();
    private Vocabulary vocabulary;

    Narrowing(Mappings whole, Hidden hidden) {
        this.whole = whole;
        this.hidden = hidden;
        this.vocabulary = whole.vocabulary();
    }

    /**
     * What nothing can be told or written without.
     *
     * @return {@code crm.Account.Type}, in alphabetical order
     */
    static NavigableSet<String> essential(Mappings mappings, Hidden hidden) {
        var essential = new TreeSet<String>();
        for (SourceMapping source : mappings.sources()) {
            if (source.route() instanceof Route.Itself
                    && hidden.isWhole(source.connection(), source.stream())) {
                essential.add(source.connection() + "." + source.stream());
            } else if (source.customer() != null) {
                source.customer().paths().stream()
                        .filter(path -> hidden.has(source.connection(), source.stream(), path))
                        .forEach(path -> essential.add(where(source, path)));
            }
        }
        Outputs outputs = mappings.outputs();
        if (hidden.written(outputs.object()).containsAll(outputs.fields().values())) {
            outputs.fields().values().forEach(field -> essential.add(where(mappings, field)));
        }
        TaskOutputs tasks = outputs.tasks();
        if (tasks != null && !isWhole(hidden, tasks)) {
            SortedSet<String> lost = hidden.written(tasks.object());
            tasks.fields()
                    .forEach(
                            (what, field) -> {
                                if (lost.contains(field) && isNeeded(what)) {
                                    essential.add(
                                            mappings.crm() + "." + tasks.object() + "." + field);
                                }
                            });
            if (lost.contains(tasks.key())) {
                essential.add(mappings.crm() + "." + tasks.object() + "." + tasks.key());
            }
        }
        return essential;
    }

    static boolean isWhole(Hidden hidden, KeyedOutputs outputs) {
        return hidden.written(outputs.object()).contains(Withheld.ALL);
    }

    /** What people wrote tells which tasks not to open: without it, none may be. */
    private static boolean isNeeded(TaskField field) {
        return field.required() || field.readOnly();
    }

    private static String where(SourceMapping source, String path) {
        return source.connection() + "." + source.stream() + "." + path;
    }

    private static String where(Mappings mappings, String field) {
        return mappings.crm() + "." + mappings.outputs().object() + "." + field;
    }

    Mappings narrowed() {
        List<SourceMapping> sources = sources();
        List<LinkSource> links = whole.linkSources().stream().map(this::link).toList();
        List<MappedStream> streams = whole.streams().stream().map(this::stream).toList();
        PlayBook plays = plays(whole.plays());
        Outputs outputs =
                new OutputsNarrowing(whole, hidden, silent, vocabulary, stops)
                        .outputs(whole.outputs());
        models().forEach(this::tellMeasures);
        return whole.narrowed(
                hidden,
                List.copyOf(told()),
                silent,
                vocabulary,
                sources,
                links,
                streams,
                outputs,
                plays);
    }

    /** Of every score. */
    private List<HealthModel> models() {
        var models = new ArrayList<HealthModel>();
        for (Score score : Score.values()) {
            HealthModel model = whole.model(score);
            if (model != null) {
                models.add(model);
            }
        }
        return models;
    }

    private MappedStream stream(MappedStream stream) {
        return stream.without(hidden.of(stream.connection(), stream.stream()));
    }

    private List<SourceMapping> sources() {
        var kept = new ArrayList<SourceMapping>();
        for (SourceMapping source : whole.sources()) {
            String key = key(source.route());
            if (key != null && hidden.has(source.connection(), source.stream(), key)) {
                // Without its way to the account, no account has any: that would look like none.
                silent.add(source.type());
                stop(source.connection(), source.stream(), key, "source " + source.name());
                models().stream()
                        .flatMap(model -> model.measures().stream())
                        .filter(measure -> measure.types().contains(source.type()))
                        .forEach(
                                measure ->
                                        stop(
                                                source.connection(),
                                                source.stream(),
                                                key,
                                                "measure " + measure.name()));
            } else {
                kept.add(source(source));
            }
        }
        return kept;
    }

    private static @Nullable String key(Route route) {
        return switch (route) {
            case Route.Itself itself -> null;
            case Route.Direct direct -> direct.key();
            case Route.SameKey same -> same.key();
            case Route.Through through -> through.key();
        };
    }

    private SourceMapping source(SourceMapping source) {
        var rules = new ArrayList<FieldRule>();
        for (FieldRule rule : source.translator().rules()) {
            if (!isLost(source, rule)) {
                rules.add(rule);
            }
        }
        Translator translator = source.translator();
        return new SourceMapping(
                source.name(),
                stream(source.landing()),
                source.route(),
                source.children().stream()
                        .map(each -> new Children(each.name(), stream(each.landing())))
                        .toList(),
                source.customer(),
                source.link(),
                new Translator(translator.type(), translator.system(), translator.object(), rules));
    }

    /** Another source may fill the same field of other records: of none can all be told then. */
    private boolean isLost(SourceMapping source, FieldRule rule) {
        String filled = source.type().word() + "." + rule.spec().name();
        boolean lost = false;
        for (String path : rule.paths()) {
            lost |= isLost(source.connection(), source.stream(), path, filled);
        }
        if (rule instanceof FieldRule.Computed computed) {
            for (Children children : source.children()) {
                if (computed.expression().children().contains(children.name())) {
                    MappedStream of = children.landing();
                    for (String path : of.request().fields()) {
                        lost |= isLost(of.connection(), of.stream(), path, filled);
                    }
                }
            }
        }
        if (lost) {
            vocabulary = vocabulary.hiding(source.type(), rule.spec().name());
        }
        return lost;
    }

    private boolean isLost(String connection, String stream, String path, String filled) {
        boolean lost = hidden.has(connection, stream, path);
        if (lost) {
            stop(connection, stream, path, filled);
        }
        return lost;
    }

    private void stop(String connection, String stream, String path, String what) {
        for (String lost : hidden.of(connection, stream)) {
            if (Hidden.overlap(lost, path)) {
                stops.computeIfAbsent(
                                Hidden.where(connection + "." + stream, lost),
                                unused -> new TreeSet<>())
                        .add(what);
            }
        }
    }

    /** A weaker rule in place of one that cannot be asked would link to another account. */
    private LinkSource link(LinkSource source) {
        MappedStream landing = source.landing();
        var rules = new ArrayList<LinkRule>();
        for (LinkRule rule : source.rules()) {
            String field = field(rule);
            boolean lost = hidden.has(landing.connection(), landing.stream(), rule.path());
            if (lost || (field != null && vocabulary.isHidden(RecordType.ACCOUNT, field))) {
                stop(landing.connection(), landing.stream(), rule.path(), "links " + source.name());
                break;
            }
            rules.add(rule);
        }
        return new LinkSource(source.name(), stream(landing), rules);
    }

    private static @Nullable String field(LinkRule rule) {
        return switch (rule) {
            case LinkRule.AccountId id -> null;
            case LinkRule.SameKey key -> key.field();
            case LinkRule.SameDomain domain -> domain.field();
        };
    }

    /** Who comes after an owner that nobody can tell does not get the task instead. */
    private PlayBook plays(PlayBook book) {
        boolean all = true;
        var plays = new ArrayList<Play>();
        for (Play play : book.plays()) {
            List<String> known =
                    play.owners().stream()
                            .takeWhile(each -> !vocabulary.isHidden(RecordType.ACCOUNT, each))
                            .toList();
            all &= known.size() == play.owners().size();
            plays.add(
                    new Play(
                            play.name(),
                            play.when(),
                            play.until(),
                            known.isEmpty() ? play.owners().subList(0, 1) : known,
                            play.dueDays(),
                            play.subject(),
                            play.advice()));
        }
        return new PlayBook(plays, all ? book.fallbackOwner() : null);
    }

    /** The measures and segments that rest on fields that nobody can tell. */
    private void tellMeasures(HealthModel model) {
        for (NavigableSet<String> stopped : stops.values()) {
            for (Measure measure : model.measures()) {
                if (measure.reads().stream().anyMatch(stopped::contains)) {
                    stopped.add("measure " + measure.name());
                }
            }
            for (HealthModel.Segment segment : model.segments()) {
                tellScores(stopped, segment.who(), "segment " + segment.name());
            }
            for (Dimension dimension : model.rules().dimensions()) {
                for (Dimension.Segment segment : dimension.segments()) {
                    tellScores(stopped, segment.who(), "segment " + segment.name());
                }
            }
            for (KnockOut knockOut : model.rules().knockOuts()) {
                tellScores(stopped, knockOut.when(), "knock-out " + knockOut.name());
            }
            for (TerminalState state : model.rules().terminal()) {
                tellScores(stopped, state.who(), "state " + state.name());
            }
            RollUp rollUp = model.rules().rollUp();
            if (rollUp != null
                    && rollUp.fields().stream()
                            .map(Narrowing::ofAccount)
                            .anyMatch(stopped::contains)) {
                stopped.add("the scores of families");
            }
            Products products = model.rules().products();
            if (products != null
                    && products.types().stream()
                            .map(type -> type.word() + "." + products.field())
                            .anyMatch(stopped::contains)) {
                stopped.add("the primary product, and measures of it");
            }
            for (ScoredMeasure scored : model.scored()) {
                tellScores(
                        stopped,
                        scored.terms().applies(),
                        "whom measure " + scored.measure().name() + " speaks of");
            }
        }
    }

    private static String ofAccount(String field) {
        return RecordType.ACCOUNT.word() + "." + field;
    }

    private static void tellScores(NavigableSet<String> stopped, Criterion who, String what) {
        if (who.fields().stream().map(Narrowing::ofAccount).anyMatch(stopped::contains)) {
            stopped.add(what + " and every score");
        }
    }

    private NavigableSet<Stopped> told() {
        var told = new TreeSet<Stopped>();
        hidden.read()
                .forEach(
                        (stream, paths) ->
                                paths.forEach(
                                        path ->
                                                told.add(
                                                        stopped(
                                                                Hidden.where(stream, path),
                                                                path))));
        hidden.written()
                .forEach(
                        (object, fields) ->
                                fields.forEach(
                                        field ->
                                                told.add(
                                                        stopped(
                                                                Hidden.where(
                                                                        whole.crm() + "." + object,
                                                                        field),
                                                                field))));
        return told;
    }

    private Stopped stopped(String where, String path) {
        var places = new TreeSet<String>();
        for (MappedStream stream : whole.streams()) {
            if ((where + ".").startsWith(stream.connection() + "." + stream.stream() + ".")) {
                places.addAll(stream.places(path));
            }
        }
        return new Stopped(where, places, stops.getOrDefault(where, new TreeSet<>()));
    }
}
