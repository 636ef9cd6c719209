package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of an answer, as {@code query?columns=true} describes it.
 *
 * @param name a field, a parent's relationship, or the name of an aggregate
 * @param field what it shows, the lookup of a parent; null for an aggregate
 * @param joined columns of a parent, empty for others
 */
public record ResultColumn(String name, @Nullable Field field, List<ResultColumn> joined) {
    public ResultColumn {
        joined = List.copyOf(joined);
    }
}
