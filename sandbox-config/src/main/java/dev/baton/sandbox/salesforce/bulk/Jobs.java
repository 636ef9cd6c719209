package dev.baton.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.rest.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs of one kind, in order of creation, until they are deleted. */
final class Jobs<J extends Job> {
    private static final int PAGE = 1000;

    private final Map<String, J> byId = new LinkedHashMap<>();

    void add(J job) {
        byId.put(SalesforceId.key(job.id()), job);
    }

    J get(String id) {
        J job = byId.get(SalesforceId.key(id));
        if (job == null) {
            throw ApiException.notFound();
        }
        return job;
    }

    Collection<J> all() {
        return byId.values();
    }

    void remove(J job) {
        byId.remove(SalesforceId.key(job.id()));
        job.discard();
    }

    /** The id of the n-th job of the org, n from 1. */
    static String id(long n) {
        return SalesforceId.extend(String.format(Locale.ROOT, "750Bt0%09d", n));
    }

    /**
     * At most 1,000 jobs.
     *
     * @param url of the list, to which the locator of the next page is added
     * @param type the job type wanted, null for all
     * @param locator null for the first page
     */
    ObjectNode list(String url, @Nullable String type, @Nullable String locator) {
        List<J> all = new ArrayList<>(byId.values());
        all.removeIf(job -> type != null && !type.equals(job.type()));
        int from = locator == null ? 0 : Locator.position(locator);
        int to = Math.min(all.size(), from + PAGE);
        ObjectNode node = Json.object();
        node.put("done", to >= all.size());
        ArrayNode records = node.putArray("records");
        for (J job : all.subList(Math.min(from, to), to)) {
            records.add(job.listed());
        }
        String filter = type == null ? "" : "&jobType=" + type;
        node.put(
                "nextRecordsUrl",
                to < all.size() ? url + "?queryLocator=" + Locator.of(to) + filter : null);
        return node;
    }
}
