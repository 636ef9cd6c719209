package dev.baton.sandbox.salesforce.sosl;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.soql.Answer;
import dev.baton.sandbox.salesforce.soql.Hit;
import dev.baton.sandbox.salesforce.soql.SoqlEngine;
import dev.baton.sandbox.salesforce.sosl.SearchRequest.Returned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Searches with the rights of the user who asks. What is written is found at once, where the
 * vendor's index lags; order is by id unless an object asks for another.
 */
public final class SearchEngine {
    private static final int MAX_RECORDS = 2_000;

    /** Standard objects whose records are searched; of custom objects all are. */
    private static final Set<String> SEARCHED =
            Set.of(
                    "Account",
                    "Asset",
                    "Case",
                    "Contact",
                    "Contract",
                    "Event",
                    "Lead",
                    "Opportunity",
                    "Product2",
                    "Task",
                    "User");

    private final Org org;
    private final SoqlEngine soql;

    public SearchEngine(Org org) {
        this.org = org;
        this.soql = new SoqlEngine(org);
    }

    /** Whether records of an object can be searched, as describe tells. */
    public static boolean searches(ObjectType type) {
        return type.custom() || SEARCHED.contains(type.name());
    }

    /**
     * Everything that a SOSL statement finds, object after object.
     *
     * @throws ApiException MALFORMED_SEARCH, INVALID_TYPE, INVALID_FIELD
     */
    public List<Hit> run(String sosl) {
        return run(SoslParser.parse(sosl));
    }

    /** Everything that a request finds. */
    public List<Hit> run(SearchRequest request) {
        Predicate<List<List<String>>> text = SearchText.of(request.text());
        int limit = request.limit() == null ? MAX_RECORDS : Math.min(MAX_RECORDS, request.limit());
        List<Hit> found = new ArrayList<>();
        for (Returned returned : returned(request)) {
            found.addAll(found(returned, request.scope(), text));
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    private List<Returned> returned(SearchRequest request) {
        return request.returned().isEmpty()
                ? org.schema().all().stream()
                        .filter(SearchEngine::searches)
                        .filter(type -> org.access().object(type).read())
                        .map(type -> new Returned(type.name(), "", "", null, 0))
                        .toList()
                : request.returned();
    }

    private List<Hit> found(Returned returned, Scope scope, Predicate<List<List<String>>> text) {
        String fields = returned.fields().isEmpty() ? "Id" : returned.fields();
        Answer answer;
        try {
            answer =
                    soql.run(
                            "SELECT %s FROM %s %s"
                                    .formatted(fields, returned.object(), returned.conditions()),
                            false);
        } catch (ApiException e) {
            throw SoslParser.inWordsOfSearch(e);
        }
        if (!searches(answer.object()) || answer.grouped()) {
            throw SoslParser.malformed(
                    "entity type " + answer.object().name() + " does not support search");
        }
        Stream<Hit> hits =
                answer.page(0, answer.length()).stream()
                        .filter(hit -> text.test(words(hit, scope)))
                        .skip(returned.offset());
        return (returned.limit() == null ? hits : hits.limit(returned.limit())).toList();
    }

    /** The words of each field that is searched, whatever the search returns of the record. */
    private List<List<String>> words(Hit hit, Scope scope) {
        Row row = org.find(String.valueOf(hit.id())).orElseThrow();
        List<List<String>> fields = new ArrayList<>();
        for (Field field : org.access().readableFields(row.type())) {
            if (scope.holds(field) && org.record(row).value(field) instanceof String value) {
                fields.add(SearchText.words(value));
            }
        }
        return fields;
    }
}
