package dev.baton.engine;

import dev.baton.engine.OutputCheck.Misfit;
import dev.baton.mappings.RenewalOutputs;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import dev.baton.port.ObjectDescription.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether deals have the fields for the health before a renewal, and whether we may write them. */
final class RenewalCheck {
    private static final String LEAVE_OUT = "; or remove `renewals` from outputs.yaml";

    private RenewalCheck() {}

    static List<Misfit> misfits(String system, RenewalOutputs outputs, ObjectDescription object) {
        String where = system + "." + outputs.object();
        if (object.fields().isEmpty()) {
            return List.of(
                    new Misfit(
                            outputs.object(),
                            null,
                            Finding.error(
                                    where,
                                    "our user cannot see this object",
                                    "give it read and edit access to "
                                            + outputs.object()
                                            + LEAVE_OUT)));
        }
        var misfits = new ArrayList<Misfit>();
        for (String field : outputs.columns()) {
            misfit(object.field(field))
                    .map(
                            what ->
                                    new Misfit(
                                            outputs.object(),
                                            field,
                                            Finding.error(
                                                    where + "." + field,
                                                    what,
                                                    OutputCheck.fix(field, object) + LEAVE_OUT)))
                    .ifPresent(misfits::add);
        }
        return misfits;
    }

    private static Optional<String> misfit(Optional<Field> field) {
        if (field.isEmpty()) {
            return Optional.of("the org has no such field, or our user may not see it");
        }
        if (field.get().calculated()) {
            return Optional.of("this is a formula, nobody can write it");
        }
        if (!field.get().updateable()) {
            return Optional.of("our user may read this field but not edit it");
        }
        return OutputCheck.NUMBERS.contains(field.get().type())
                ? Optional.empty()
                : Optional.of("holds a " + field.get().type() + ", but a number is to be written");
    }
}
