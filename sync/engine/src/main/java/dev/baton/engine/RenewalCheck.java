package dev.baton.engine;

import dev.baton.engine.OutputCheck.Misfit;
import dev.baton.mappings.RenewalOutputs;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import java.util.ArrayList;
import java.util.List;

/** Whether deals have the fields for the health before a renewal, and whether we may write them. */
final class RenewalCheck {
    private static final String LEAVE_OUT = "; or remove `renewals` from outputs.yaml";

    private RenewalCheck() {}

    static List<Misfit> misfits(String system, RenewalOutputs outputs, ObjectDescription object) {
        String where = system + "." + outputs.object();
        if (object.fields().isEmpty()) {
            return OutputCheck.unseen(
                    where,
                    outputs.object(),
                    "give it read and edit access to " + outputs.object() + LEAVE_OUT);
        }
        var misfits = new ArrayList<Misfit>();
        for (String field : outputs.columns()) {
            OutputCheck.misfit(object.field(field), OutputCheck::noNumber)
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
}
