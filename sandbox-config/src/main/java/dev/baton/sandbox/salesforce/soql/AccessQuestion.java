package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.metadata.PermissionSet.ObjectRight;
import dev.baton.sandbox.salesforce.org.AccessLevel;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a query of UserRecordAccess asks: it computes its rows for one user and at most 200 records,
 * which WHERE must name.
 */
record AccessQuestion(String userId, List<String> recordIds) {
    private static final int MAX_RECORDS = 200;

    static AccessQuestion of(@Nullable Condition where) {
        Set<String> users = new LinkedHashSet<>();
        Set<String> records = new LinkedHashSet<>();
        collect(where, users, records);
        if (users.size() != 1 || records.isEmpty()) {
            throw ApiException.badRequest(
                    "MALFORMED_QUERY",
                    "UserRecordAccess can only be queried with a single UserId and one or more RecordId values in the filter");
        }
        if (records.size() > MAX_RECORDS) {
            throw ApiException.badRequest(
                    "MALFORMED_QUERY",
                    "UserRecordAccess can only be queried for up to 200 records");
        }
        return new AccessQuestion(users.iterator().next(), List.copyOf(records));
    }

    private static void collect(
            @Nullable Condition condition, Set<String> users, Set<String> records) {
        switch (condition) {
            case Condition.All all -> all.parts().forEach(part -> collect(part, users, records));
            case Condition.Compare compare when compare.operator() == Condition.Operator.EQUAL ->
                    put(compare.operand(), List.of(compare.literal()), users, records);
            case Condition.In in when !in.negated() ->
                    put(in.operand(), in.literals(), users, records);
            case null -> {}
            // Only what every row must meet says which rows are asked about.
            case Condition.Compare other -> {}
            case Condition.In other -> {}
            case Condition.InQuery other -> {}
            case Condition.Any other -> {}
            case Condition.Not other -> {}
        }
    }

    private static void put(
            Operand field, List<Literal> literals, Set<String> users, Set<String> records) {
        Set<String> into =
                field.text().equalsIgnoreCase("UserId")
                        ? users
                        : field.text().equalsIgnoreCase("RecordId")
                                ? records
                                : new LinkedHashSet<>();
        literals.stream()
                .filter(Literal.Text.class::isInstance)
                .map(literal -> ((Literal.Text) literal).plain())
                .forEach(into::add);
    }

    Stream<Source> rows(Org org, ObjectType type) {
        return recordIds.stream().map(id -> new AccessRow(org, type, userId, id));
    }

    /** One computed row: what the user may do with the record. */
    private record AccessRow(Org org, ObjectType type, String userId, String recordId)
            implements Source {
        @Override
        public @Nullable String id() {
            return null;
        }

        @Override
        public @Nullable Object value(Field field) {
            return switch (field.name()) {
                case "RecordId" -> org.find(recordId).map(Row::id).orElse(recordId);
                case "UserId" -> SalesforceId.extend(userId);
                case "HasReadAccess" -> level().atLeast(AccessLevel.READ);
                case "HasEditAccess" -> level().atLeast(AccessLevel.EDIT);
                case "HasDeleteAccess", "HasTransferAccess", "HasAllAccess" ->
                        level().atLeast(AccessLevel.ALL);
                case "MaxAccessLevel" -> level().word();
                default -> null;
            };
        }

        /** Sharing, cut down to what the user may do with such objects at all. */
        private AccessLevel level() {
            Optional<Row> row = org.find(recordId);
            if (row.isEmpty()) {
                return AccessLevel.NONE;
            }
            AccessLevel shared = org.sharing().level(row.get(), userId);
            ObjectRight right = org.access(userId).object(row.get().type());
            AccessLevel most =
                    right.delete()
                            ? AccessLevel.ALL
                            : right.edit()
                                    ? AccessLevel.EDIT
                                    : right.read() ? AccessLevel.READ : AccessLevel.NONE;
            return shared.atLeast(most) ? most : shared;
        }

        @Override
        public Optional<Source> parent(Field lookup) {
            return Optional.empty();
        }
    }
}
