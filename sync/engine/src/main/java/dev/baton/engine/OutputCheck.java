package dev.baton.engine;

import dev.baton.core.health.Band;
import dev.baton.core.health.Driver;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Presentation;
import dev.baton.core.health.ResultName;
import dev.baton.core.health.Trend;
import dev.baton.mappings.DealOutputs;
import dev.baton.mappings.HandoffOutputs;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.Outputs;
import dev.baton.mappings.RenewalOutputs;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import dev.baton.port.ObjectDescription.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether the org has the fields that results go to, and whether we may write them. */
public final class OutputCheck {
    static final String PACKAGE =
            "let an administrator run baton install: it adds the fields and gives our user the permission set Baton Integration";
    private static final Set<String> NUMBERS = Set.of("double", "percent", "currency", "int");
    private static final Set<String> TEXTS = Set.of("string", "textarea");

    private OutputCheck() {}

    /**
     * Every misfit; empty when all fields can be written.
     *
     * @param system what the CRM is called: {@code salesforce}
     * @param objects every object that the mapping writes to, by name
     */
    public static List<Finding> findings(
            String system, Mappings mappings, Map<String, ObjectDescription> objects) {
        return misfits(system, mappings, objects).stream().map(Misfit::finding).toList();
    }

    /**
     * A field that cannot be written.
     *
     * @param field null for the whole object
     */
    record Misfit(String object, @Nullable String field, Finding finding) {}

    /** The same, by field. */
    static List<Misfit> misfits(
            String system, Mappings mappings, Map<String, ObjectDescription> objects) {
        Outputs outputs = mappings.outputs();
        var misfits = new ArrayList<Misfit>();
        objects.forEach(
                (name, object) -> {
                    if (name.equals(outputs.object())) {
                        misfits.addAll(ofAccounts(system, mappings, object));
                    }
                    RenewalOutputs renewals = outputs.renewals();
                    if (renewals != null && renewals.object().equals(name)) {
                        misfits.addAll(DealCheck.ofRenewals(system, renewals, object));
                    }
                    HandoffOutputs handoffs = outputs.handoffs();
                    DealOutputs deal = handoffs == null ? null : handoffs.deal();
                    if (deal != null && deal.object().equals(name)) {
                        misfits.addAll(DealCheck.ofHandoffs(system, deal, object));
                    }
                    outputs.keyed().stream()
                            .filter(keyed -> keyed.object().equals(name))
                            .forEach(
                                    keyed ->
                                            misfits.addAll(
                                                    KeyedCheck.misfits(system, keyed, object)));
                });
        return misfits;
    }

    private static List<Misfit> ofAccounts(
            String system, Mappings mappings, ObjectDescription object) {
        Outputs outputs = mappings.outputs();
        String where = system + "." + outputs.object();
        if (object.fields().isEmpty()) {
            return unseen(where, outputs.object(), "give it read access to " + outputs.object());
        }
        var misfits = new ArrayList<Misfit>();
        outputs.fields()
                .forEach(
                        (result, field) ->
                                misfit(result, field, object, mappings.model())
                                        .map(
                                                what ->
                                                        new Misfit(
                                                                outputs.object(),
                                                                field,
                                                                Finding.error(
                                                                        where + "." + field,
                                                                        what,
                                                                        fix(field, object))))
                                        .ifPresent(misfits::add));
        return misfits;
    }

    /** Of an object that has no field for us. */
    static List<Misfit> unseen(String where, String object, String fix) {
        return List.of(
                new Misfit(
                        object,
                        null,
                        Finding.error(where, "our user cannot see this object", fix)));
    }

    /** A field with nearly that name was meant; else ours have to be put there. */
    static String fix(String field, ObjectDescription object) {
        List<String> names = object.fields().stream().map(Field::name).toList();
        return names.contains(field)
                ? PACKAGE
                : Nearest.to(field, names)
                        .map(near -> "did you mean " + near + "? Else " + PACKAGE)
                        .orElse(PACKAGE);
    }

    private static Optional<String> misfit(
            ResultName result, String name, ObjectDescription object, HealthModel model) {
        return misfit(object.field(name), field -> unfit(result, field, model));
    }

    /**
     * Why we cannot write a field of somebody else's record.
     *
     * @param unfit what else may be wrong with it
     */
    static Optional<String> misfit(Optional<Field> found, Function<Field, Optional<String>> unfit) {
        if (found.isEmpty()) {
            return Optional.of("the org has no such field, or our user may not see it");
        }
        Field field = found.get();
        if (field.calculated()) {
            return Optional.of("this is a formula, nobody can write it");
        }
        if (!field.updateable()) {
            return Optional.of("our user may read this field but not edit it");
        }
        return unfit.apply(field);
    }

    private static Optional<String> unfit(ResultName result, Field field, HealthModel model) {
        return switch (result) {
            case SCORE, CHANGE_30D, COVERAGE, VALUE, EXPANSION, FAMILY_SCORE -> noNumber(field);
            case CSM -> among(Set.of("reference"), field, "a user");
            case CHANGED_ON, RENEWAL_ON -> among(Set.of("date"), field, "a date");
            case REASON_1, REASON_2, REASON_3, NEXT_ACTION, EXPANSION_REASON -> text(field, 255);
            case EXPLANATION -> text(field, 32_768);
            case MODEL -> text(field, 40);
            case BAND -> picklist(field, words(Band.values()));
            case TREND -> picklist(field, words(Trend.values()));
            case DRIVER -> picklist(field, words(Driver.values()));
            case DATA_STATUS -> picklist(field, Presentation.dataStatuses(model));
        };
    }

    /** Why it holds no number; empty where it does. */
    static Optional<String> noNumber(Field field) {
        return among(NUMBERS, field, "a number");
    }

    private static Optional<String> among(Set<String> types, Field field, String wanted) {
        return types.contains(field.type())
                ? Optional.empty()
                : Optional.of("holds a " + field.type() + ", but " + wanted + " is to be written");
    }

    private static Optional<String> text(Field field, int length) {
        return among(TEXTS, field, "a text")
                .or(
                        () ->
                                field.length() >= length
                                        ? Optional.empty()
                                        : Optional.of(
                                                "holds "
                                                        + field.length()
                                                        + " characters, but up to "
                                                        + length
                                                        + " are to be written"));
    }

    /** Why it does not take these words; empty where it does. */
    static Optional<String> picklist(Field field, List<String> words) {
        if (!field.type().equals("picklist")) {
            return text(field, 40);
        }
        List<String> missing =
                words.stream().filter(word -> !field.picklist().contains(word)).toList();
        return missing.isEmpty() || !field.restricted()
                ? Optional.empty()
                : Optional.of("the picklist lacks " + String.join(", ", missing));
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(
                        value ->
                                value.name().charAt(0)
                                        + value.name().substring(1).toLowerCase(Locale.ROOT))
                .toList();
    }
}
