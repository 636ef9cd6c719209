package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One record as of the clock. The sandbox computes no formulas: such fields are always empty. */
public final class OrgRecord implements Source {
    private final Org org;
    private final View view;
    private final Row row;

    OrgRecord(Org org, View view, Row row) {
        this.org = org;
        this.view = view;
        this.row = row;
    }

    @Override
    public ObjectType type() {
        return row.type();
    }

    @Override
    public @Nullable String id() {
        return row.id();
    }

    @Override
    public @Nullable Object value(Field field) {
        return field.calculated() ? null : view.value(row, field.name());
    }

    @Override
    public Optional<Source> parent(Field lookup) {
        if (!(value(lookup) instanceof String id)) {
            return Optional.empty();
        }
        return org.find(id).filter(org.sharing()::readable).map(org::record);
    }
}
