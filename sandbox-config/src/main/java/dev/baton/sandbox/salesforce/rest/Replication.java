package dev.baton.sandbox.salesforce.rest;

import java.util.Objects;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * updated and deleted: what changed from start to before end, on whole minutes. latestDateCovered
 * is how far the answer can be trusted: while a transaction is open, no further than its start, as
 * its changes will carry earlier stamps than their appearance.
 */
public final class Replication {
    private static final Duration UPDATED_REACH = Duration.ofDays(30);
    private static final Duration DELETED_REACH = Duration.ofDays(15);

    private final Org org;
    private final List<Instant> openTransactions = new ArrayList<>();

    public Replication(Org org) {
        this.org = org;
    }

    /** Holds latestDateCovered back until {@link #endTransaction} with the same instant. */
    public void beginTransaction(Instant start) {
        openTransactions.add(start);
    }

    public void endTransaction(Instant start) {
        openTransactions.remove(start);
    }

    /**
     * What changed or was deleted.
     *
     * @param earliest from when on deletions are still known
     * @param covered until when the answer can be trusted
     */
    public record Changed(List<Stamped> records, Instant earliest, Instant covered) {
        public Changed {
            records = List.copyOf(records);
        }
    }

    /** A record and when that happened to it. */
    public record Stamped(String id, Instant at) {}

    /**
     * What changed and is still there.
     *
     * @param start date and time, inclusive, as the vendor reads it
     * @param end exclusive
     * @throws ApiException MISSING_ARGUMENT, INVALID_REPLICATION_DATE
     */
    public Changed updated(ObjectType type, @Nullable String start, @Nullable String end) {
        return changed(type, span(start, end, UPDATED_REACH), false);
    }

    /** What was deleted, as above. */
    public Changed deleted(ObjectType type, @Nullable String start, @Nullable String end) {
        return changed(type, span(start, end, DELETED_REACH), true);
    }

    SandboxReply updated(Route route, ObjectType type) {
        Changed changed =
                updated(type, route.request().parameter("start"), route.request().parameter("end"));
        ObjectNode body = Json.object();
        ArrayNode ids = body.putArray("ids");
        changed.records().forEach(record -> ids.add(record.id()));
        body.put("latestDateCovered", Values.dateTimeText(changed.covered()));
        return Json.reply(200, body);
    }

    SandboxReply deleted(Route route, ObjectType type) {
        Changed changed =
                deleted(type, route.request().parameter("start"), route.request().parameter("end"));
        ObjectNode body = Json.object();
        ArrayNode records = body.putArray("deletedRecords");
        changed.records()
                .forEach(
                        record ->
                                records.addObject()
                                        .put("id", record.id())
                                        .put("deletedDate", Values.dateTimeText(record.at())));
        body.put("earliestDateAvailable", Values.dateTimeText(changed.earliest()));
        body.put("latestDateCovered", Values.dateTimeText(changed.covered()));
        return Json.reply(200, body);
    }

    private record Span(Instant start, Instant end) {}

    private Changed changed(ObjectType type, Span span, boolean deleted) {
        List<Stamped> records =
                Stream.concat(org.rows(type), org.erased(type))
                        .filter(row -> org.view().deleted(row) == deleted)
                        .filter(org.sharing()::readable)
                        .map(row -> new Stamped(row.id(), stamp(row)))
                        .filter(record -> !record.at().isBefore(span.start()))
                        .filter(record -> record.at().isBefore(span.end()))
                        .toList();
        return new Changed(records, org.view().now().minus(DELETED_REACH), covered(span));
    }

    private Instant stamp(Row row) {
        return (Instant) Objects.requireNonNull(org.view().value(row, "SystemModstamp"));
    }

    private Instant covered(Span span) {
        Instant covered = span.end();
        for (Instant limit :
                Stream.concat(Stream.of(org.view().now()), openTransactions.stream()).toList()) {
            covered = limit.isBefore(covered) ? limit : covered;
        }
        return covered;
    }

    private Span span(@Nullable String from, @Nullable String to, Duration reach) {
        Instant start = date("start", from).truncatedTo(ChronoUnit.MINUTES);
        Instant end = date("end", to).truncatedTo(ChronoUnit.MINUTES);
        if (!end.isAfter(start)) {
            throw ApiException.badRequest(
                    "INVALID_REPLICATION_DATE",
                    "startDate must be at least one minute before endDate");
        }
        if (start.isBefore(org.view().now().minus(reach).truncatedTo(ChronoUnit.MINUTES))) {
            throw ApiException.badRequest(
                    "INVALID_REPLICATION_DATE",
                    "startDate cannot be more than " + reach.toDays() + " days ago");
        }
        return new Span(start, end);
    }

    private static Instant date(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw ApiException.badRequest("MISSING_ARGUMENT", name + " must be specified");
        }
        // A + that was not escaped arrives as a blank.
        return Values.dateTime(text.replace(' ', '+'))
                .orElseThrow(
                        () ->
                                ApiException.badRequest(
                                        "INVALID_REPLICATION_DATE",
                                        name + " is no valid date and time: " + text));
    }
}
