package dev.baton.crm.salesforce;

import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.PicklistEntry;
import dev.baton.port.AdapterException;
import dev.baton.port.ObjectDescription;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describe of the Partner API, in the port's words. */
final class Descriptions {
    private Descriptions() {}

    /** Empty fields where there is no such object, or none that our user may see. */
    static ObjectDescription fetch(PartnerApi partner, String object) throws AdapterException {
        if (!Soql.Name.isName(object)) {
            throw new IllegalArgumentException("not the name of an object");
        }
        try {
            String[] names = {object};
            return of(object, partner.read(connection -> connection.describeSObjects(names)));
        } catch (AdapterException e) {
            if (e.code().equals("INVALID_TYPE")) {
                return new ObjectDescription(object, List.of());
            }
            throw e;
        }
    }

    private static ObjectDescription of(String object, DescribeSObjectResult[] results)
            throws AdapterException {
        if (results.length != 1 || !object.equalsIgnoreCase(results[0].getName())) {
            throw StrictJson.unreadable(null);
        }
        var fields = new ArrayList<ObjectDescription.Field>();
        for (Field field : results[0].getFields()) {
            fields.add(field(field));
        }
        return new ObjectDescription(results[0].getName(), fields);
    }

    /** {@code precision} counts the digits of decimals, {@code digits} those of whole numbers. */
    private static ObjectDescription.Field field(Field field) {
        return new ObjectDescription.Field(
                field.getName(),
                Soql.fold(String.valueOf(field.getType())),
                field.getLength(),
                field.getPrecision() > 0 ? field.getPrecision() : field.getDigits(),
                field.getScale(),
                field.isUpdateable(),
                field.isCalculated(),
                field.isIdLookup(),
                active(field.getPicklistValues()),
                field.isRestrictedPicklist());
    }

    private static List<String> active(PicklistEntry @Nullable [] entries) {
        var values = new ArrayList<String>();
        for (PicklistEntry entry : entries == null ? new PicklistEntry[0] : entries) {
            if (entry.isActive()) {
                values.add(entry.getValue());
            }
        }
        return values;
    }
}
