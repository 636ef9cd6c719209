package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.engine.HeldValues;
import dev.baton.port.ObjectDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan on disk, to be looked at and carried out later: what {@code plan --json} prints, and the
 * digests of what it was made with.
 */
record PlanFile(String hash, String asOf, String mappings, String model, List<Entry> changes) {

    /** A change; days are ISO texts. */
    record Entry(
            String object,
            String key,
            String field,
            @Nullable Object old,
            @JsonProperty("new") @Nullable Object renewed) {}

    static PlanFile of(Plan plan, String asOf) {
        List<Entry> entries =
                plan.changes().stream()
                        .map(
                                change ->
                                        new Entry(
                                                change.object(),
                                                change.key(),
                                                change.field(),
                                                Documents.plain(change.before()),
                                                Documents.plain(change.after())))
                        .toList();
        return new PlanFile(plan.hash(), asOf, plan.mappings(), plan.model(), entries);
    }

    /** Whole or not at all. */
    void write(Path file) {
        try {
            Path absolute = file.toAbsolutePath();
            Path fresh = absolute.resolveSibling(absolute.getFileName() + ".new");
            Files.writeString(fresh, Output.text(this) + "\n");
            Files.move(
                    fresh,
                    absolute,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Stop(
                    Exit.USAGE,
                    file + ": the plan cannot be written there — name another file with --out");
        }
    }

    static PlanFile read(Path file) {
        try {
            return Output.JSON.readValue(Files.readString(file), PlanFile.class);
        } catch (JsonProcessingException e) {
            throw new Stop(
                    Exit.USAGE, file + ": this is no plan — make one with `baton plan --out FILE`");
        } catch (IOException e) {
            throw new Stop(
                    Exit.USAGE,
                    file + ": there is no such plan — make one with `baton plan --out FILE`");
        }
    }

    /** The instant that the plan was made for. */
    Instant instant() {
        try {
            return Instant.parse(asOf);
        } catch (DateTimeException e) {
            throw new Stop(
                    Exit.GUARD, "the plan's as_of is no instant; make a new plan and look at it");
        }
    }

    /**
     * The plan itself, its values typed by what the CRM says of the fields.
     *
     * @param objects every object that is written to, by name
     *     <p>Stops when the hash does not fit: then someone has changed the file.
     */
    Plan plan(Map<String, ObjectDescription> objects) {
        var plan =
                new Plan(
                        changes.stream().map(entry -> change(entry, objects)).toList(),
                        mappings,
                        model);
        if (!plan.hash().equals(hash)) {
            throw new Stop(
                    Exit.GUARD,
                    "the plan was changed after it was made. Nothing was written; make a new plan and look at it.");
        }
        return plan;
    }

    private static Change change(Entry entry, Map<String, ObjectDescription> objects) {
        ObjectDescription object = objects.get(entry.object());
        if (object == null) {
            throw new Stop(
                    Exit.GUARD,
                    "the plan writes "
                            + entry.object()
                            + ", which the mapping no longer does; make a new plan");
        }
        try {
            return new Change(
                    entry.object(),
                    entry.key(),
                    entry.field(),
                    HeldValues.typed(object, entry.field(), entry.old()),
                    HeldValues.typed(object, entry.field(), entry.renewed()));
        } catch (DateTimeException e) {
            throw new Stop(
                    Exit.GUARD,
                    "the plan's values do not fit the CRM's field "
                            + entry.field()
                            + "; make a new plan");
        }
    }
}
