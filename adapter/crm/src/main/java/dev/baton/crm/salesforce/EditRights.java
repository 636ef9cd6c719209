package dev.baton.crm.salesforce;

import dev.baton.crm.salesforce.Soql.Compare;
import dev.baton.crm.salesforce.Soql.In;
import dev.baton.crm.salesforce.Soql.Name;
import dev.baton.crm.salesforce.Soql.Operator;
import dev.baton.crm.salesforce.Soql.RecordId;
import java.util.List;

/** The query of who may edit what. */
final class EditRights {
    private EditRights() {}

    static Soql.Query query(String userId, List<String> ids) {
        var ours = new Compare(new Name("UserId"), Operator.EQUAL, new RecordId(userId));
        var these = new In(new Name("RecordId"), ids.stream().map(RecordId::new).toList());
        return new Soql.Query(
                new Name("UserRecordAccess"),
                List.of(new Name("RecordId"), new Name("HasEditAccess")),
                new Soql.All(List.of(ours, these)),
                List.of(),
                ids.size());
    }
}
