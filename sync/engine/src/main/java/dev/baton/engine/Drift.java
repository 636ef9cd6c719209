package dev.baton.engine;

import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import dev.baton.mappings.Hidden;
import dev.baton.mappings.KeyedOutputs;
import dev.baton.mappings.MappedStream;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.Outputs;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Withheld;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fields that were there when the last run used them and are gone now: removed, renamed, or kept
 * from our user. What rests on them is left out of this run, and the rest goes on. A field that was
 * never there is a mistake in the mapping, and stops the run.
 */
final class Drift {
    private static final Logger LOG = LoggerFactory.getLogger(Drift.class);

    private final StateStore store;
    private final Mappings mappings;
    private final @Nullable OwnAmounts amounts;
    private final SortedMap<String, SortedSet<String>> read = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> written = new TreeMap<>();
    private final List<Finding> leftOut = new ArrayList<>();
    private boolean isLookedUp;
    private @Nullable Mappings before;

    /**
     * Nothing is gone yet.
     *
     * @param amounts null where all records are in one currency
     */
    Drift(StateStore store, Mappings mappings, @Nullable OwnAmounts amounts) {
        this.store = store;
        this.mappings = mappings;
        this.amounts = amounts;
    }

    /** Everything to read, as if nothing were gone. */
    List<Stream> streams() {
        return Streams.of(mappings).stream().map(this::asked).toList();
    }

    /** A stream without what was left out of it so far. */
    Stream narrowed(Stream stream) {
        Mappings narrowed = narrowed();
        return narrowed.stopped().isEmpty()
                ? stream
                : Streams.of(narrowed).stream()
                        .filter(each -> each.key().equals(stream.key()))
                        .findFirst()
                        .map(this::asked)
                        .orElse(stream);
    }

    private Stream asked(Stream stream) {
        return amounts == null ? stream : amounts.asked(stream);
    }

    /**
     * Leaves out the fields that results can no longer go to, and whole objects of records of ours.
     *
     * @throws UnfitException when one of them was never there, or nothing is left to write to
     */
    void outputs(String system, Map<String, ObjectDescription> objects) {
        var misfits = new ArrayList<Finding>();
        for (OutputCheck.Misfit misfit : OutputCheck.misfits(system, mappings, objects)) {
            misfits.add(misfit.finding());
            String field = misfit.field() == null ? Withheld.ALL : misfit.field();
            if (!wasWritten(misfit.object(), field)) {
                throw new UnfitException(OutputCheck.findings(system, mappings, objects));
            }
            leaveOut(written, misfit.object(), field, misfit.finding());
        }
        requireEnough(misfits);
    }

    /**
     * Leaves out what a source no longer gives of a stream; what was never there is asked for, and
     * refused by the source with what is wrong.
     *
     * @throws UnfitException when nothing can be told without one of the fields
     */
    void withheld(Stream stream, List<Withheld> withheld) {
        var missing = new ArrayList<Finding>();
        for (Withheld each : withheld) {
            if (wasRead(stream.key(), each.path())) {
                missing.add(each.finding());
                leaveOut(read, stream.key().toString(), each.path(), each.finding());
            }
        }
        requireEnough(missing);
    }

    private void leaveOut(
            SortedMap<String, SortedSet<String>> fields,
            String place,
            String field,
            Finding finding) {
        if (fields.computeIfAbsent(place, unused -> new TreeSet<>()).add(field)) {
            leftOut.add(finding);
        }
    }

    /** Tells what this run does without; a mere forecast leaves nothing out. */
    void tell() {
        leftOut.forEach(
                finding ->
                        LOG.warn(
                                "{}: {}; what rests on it is left out of this run: {}",
                                finding.where(),
                                finding.what(),
                                finding.fix()));
    }

    private void requireEnough(List<Finding> found) {
        SortedSet<String> essential = mappings.essential(hidden());
        if (!essential.isEmpty() && !found.isEmpty()) {
            var findings = new ArrayList<Finding>(found);
            findings.add(
                    Finding.error(
                            String.join(", ", essential),
                            "nothing can be told or written without it",
                            "give the field back, or take it out of the mapping"));
            throw new UnfitException(findings);
        }
    }

    Hidden hidden() {
        return new Hidden(read, written);
    }

    /** The mapping without what was left out so far. */
    Mappings narrowed() {
        return mappings.without(hidden());
    }

    /** Whether nothing of a stream is given now. */
    boolean isGone(Stream stream) {
        return read.getOrDefault(stream.key().toString(), Collections.emptySortedSet())
                .contains(Withheld.ALL);
    }

    private boolean wasRead(StreamKey stream, String path) {
        if (path.equals(Withheld.ALL)) {
            return before().map(Streams::of).orElse(List.of()).stream()
                    .anyMatch(each -> each.key().equals(stream));
        }
        return before().map(Mappings::streams).orElse(List.of()).stream()
                .filter(each -> Streams.key(each).equals(stream))
                .map(MappedStream::request)
                .anyMatch(request -> request.fields().contains(path));
    }

    private boolean wasWritten(String object, String field) {
        return before().map(each -> written(each, object).contains(field)).orElse(false);
    }

    /** Accounts are not left out as a whole: nothing would be left to tell. */
    private static SortedSet<String> written(Mappings mappings, String object) {
        var fields = new TreeSet<String>();
        Outputs outputs = mappings.outputs();
        fields.addAll(outputs.shared().getOrDefault(object, List.of()));
        if (!fields.isEmpty() && !object.equals(outputs.object())) {
            fields.add(Withheld.ALL);
        }
        for (KeyedOutputs keyed : mappings.outputs().keyed()) {
            if (object.equals(keyed.object())) {
                fields.addAll(keyed.columns());
                fields.add(keyed.key());
                fields.add(Withheld.ALL);
            }
        }
        return fields;
    }

    /** The mapping of the last run that pulled to its end; with what it left out. */
    private Optional<Mappings> before() {
        if (!isLookedUp) {
            before = pulled().flatMap(this::mappings).orElse(null);
            isLookedUp = true;
        }
        return Optional.ofNullable(before);
    }

    private Optional<Run> pulled() {
        return List.of(Run.State.DONE, Run.State.PARTIAL, Run.State.PLANNED, Run.State.STOPPED)
                .stream()
                .flatMap(state -> store.lastRun(state).stream())
                .max(Comparator.comparing(Run::id));
    }

    private Optional<Mappings> mappings(Run run) {
        return store.mappings(run.mappings())
                .flatMap(
                        files ->
                                Mappings.parse(new TreeMap<>(files))
                                                instanceof Mappings.Loaded.Good good
                                        ? Optional.of(good.mappings().whole())
                                        : Optional.empty());
    }
}
