package dev.baton.engine;

import dev.baton.core.handoff.DealField;
import dev.baton.core.handoff.HandoffStatus;
import dev.baton.engine.OutputCheck.Misfit;
import dev.baton.mappings.DealOutputs;
import dev.baton.mappings.RenewalOutputs;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether deals have the fields for what is told on them, and whether we may write them. */
final class DealCheck {
    private final String system;
    private final ObjectDescription object;

    /** Behind every fix: what goes out of outputs.yaml for it. */
    private final String leaveOut;

    private DealCheck(String system, ObjectDescription object, String leaveOut) {
        this.system = system;
        this.object = object;
        this.leaveOut = leaveOut;
    }

    /** Of what is told of their handoff. */
    static List<Misfit> ofHandoffs(String system, DealOutputs outputs, ObjectDescription object) {
        var unfit =
                new LinkedHashMap<String, Function<ObjectDescription.Field, Optional<String>>>();
        outputs.fields().forEach((what, field) -> unfit.put(field, found -> unfit(what, found)));
        return new DealCheck(system, object, "; or remove `deal` from the handoffs in outputs.yaml")
                .misfits(outputs.object(), unfit);
    }

    /** Of the health before a renewal. */
    static List<Misfit> ofRenewals(
            String system, RenewalOutputs outputs, ObjectDescription object) {
        var unfit =
                new LinkedHashMap<String, Function<ObjectDescription.Field, Optional<String>>>();
        outputs.columns().forEach(field -> unfit.put(field, OutputCheck::noNumber));
        return new DealCheck(system, object, "; or remove `renewals` from outputs.yaml")
                .misfits(outputs.object(), unfit);
    }

    /**
     * @param unfit by field: what is wrong with one that is there, nothing if it is right
     */
    private List<Misfit> misfits(
            String name, Map<String, Function<ObjectDescription.Field, Optional<String>>> unfit) {
        String where = system + "." + name;
        if (object.fields().isEmpty()) {
            return OutputCheck.unseen(
                    where, name, "give it read and edit access to " + name + leaveOut);
        }
        var misfits = new ArrayList<Misfit>();
        unfit.forEach(
                (field, wrong) ->
                        OutputCheck.misfit(object.field(field), wrong)
                                .map(
                                        why ->
                                                new Misfit(
                                                        name,
                                                        field,
                                                        Finding.error(
                                                                where + "." + field,
                                                                why,
                                                                OutputCheck.fix(field, object)
                                                                        + leaveOut)))
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
