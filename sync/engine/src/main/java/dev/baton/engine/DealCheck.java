package dev.baton.engine;

import dev.baton.core.handoff.DealField;
import dev.baton.core.handoff.HandoffStatus;
import dev.baton.engine.OutputCheck.Misfit;
import dev.baton.mappings.DealOutputs;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether deals have the fields for what is told of their handoff, and whether we may write them.
 */
final class DealCheck {
    private static final String LEAVE_OUT = "; or remove `deal` from the handoffs in outputs.yaml";

    private DealCheck() {}

    static List<Misfit> misfits(String system, DealOutputs outputs, ObjectDescription object) {
        String where = system + "." + outputs.object();
        if (object.fields().isEmpty()) {
            return OutputCheck.unseen(
                    where,
                    outputs.object(),
                    "give it read and edit access to " + outputs.object() + LEAVE_OUT);
        }
        var misfits = new ArrayList<Misfit>();
        outputs.fields()
                .forEach(
                        (what, field) ->
                                OutputCheck.misfit(object.field(field), found -> unfit(what, found))
                                        .map(
                                                why ->
                                                        new Misfit(
                                                                outputs.object(),
                                                                field,
                                                                Finding.error(
                                                                        where + "." + field,
                                                                        why,
                                                                        OutputCheck.fix(
                                                                                        field,
                                                                                        object)
                                                                                + LEAVE_OUT)))
                                        .ifPresent(misfits::add));
        return misfits;
    }

    private static Optional<String> unfit(DealField what, ObjectDescription.Field field) {
        return switch (what) {
            case HANDOFF_STATUS -> OutputCheck.picklist(field, statuses());
            case HANDOFF_COMPLETE -> OutputCheck.noNumber(field);
        };
    }

    private static List<String> statuses() {
        return Arrays.stream(HandoffStatus.values()).map(HandoffStatus::title).toList();
    }
}
