package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.crm.salesforce.Soql.Compare;
import dev.baton.crm.salesforce.Soql.Name;
import dev.baton.crm.salesforce.Soql.Operator;
import dev.baton.crm.salesforce.Soql.RecordId;
import dev.baton.crm.salesforce.Soql.Truth;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What the org says of its users and of the words for their work. */
final class People {
    private static final int MOST_STATUSES = 200;
    private static final int MOST_ASKED = 200;

    private final SalesforceRest rest;

    /** By object; nobody changes them while a run lasts. */
    private final Map<String, List<String>> closedStatuses = new ConcurrentHashMap<>();

    People(SalesforceRest rest) {
        this.rest = rest;
    }

    /**
     * An org names its statuses as it likes: only IsClosed tells.
     *
     * @see <a
     *     href="https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_taskstatus.htm">TaskStatus</a>
     */
    List<String> closedStatuses(String object) throws AdapterException {
        List<String> known = closedStatuses.get(object);
        if (known == null) {
            known = askClosedStatuses(object);
            closedStatuses.put(object, known);
        }
        return known;
    }

    private List<String> askClosedStatuses(String object) throws AdapterException {
        var query =
                new Soql.Query(
                        new Name(object + "Status"),
                        List.of(new Name("ApiName")),
                        new Compare(new Name("IsClosed"), Operator.EQUAL, new Truth(true)),
                        List.of(new Name("SortOrder")),
                        MOST_STATUSES);
        var names = new ArrayList<String>();
        for (JsonNode row : rest.query(query, false).records()) {
            names.add(row.path("ApiName").asText());
        }
        if (names.isEmpty()) {
            throw new AdapterException(
                    Category.BAD_REQUEST,
                    "no_closed_status",
                    object + " has no status that counts as closed, or our user may not see them",
                    null);
        }
        return names;
    }

    /** Ids that are no user's are left out, as are those that cannot be one. */
    Set<String> activeUsers(Collection<String> ids) throws AdapterException {
        List<String> asked = new TreeSet<>(ids).stream().filter(RecordId::isId).toList();
        var active = new LinkedHashSet<String>();
        for (int from = 0; from < asked.size(); from += MOST_ASKED) {
            List<String> some = asked.subList(from, Math.min(asked.size(), from + MOST_ASKED));
            for (JsonNode row : rest.query(query(some), false).records()) {
                String id = row.path("Id").asText();
                some.stream().filter(each -> SaveResults.isSame(each, id)).forEach(active::add);
            }
        }
        return active;
    }

    private static Soql.Query query(List<String> ids) {
        var these = new Soql.In(new Name("Id"), ids.stream().map(RecordId::new).toList());
        var active = new Compare(new Name("IsActive"), Operator.EQUAL, new Truth(true));
        return new Soql.Query(
                new Name("User"),
                List.of(new Name("Id")),
                new Soql.All(List.of(these, active)),
                List.of(),
                ids.size());
    }
}
