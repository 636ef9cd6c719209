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

    SandboxReply updated(Route route, ObjectType type) {
        Span span = span(route, UPDATED_REACH);
        ObjectNode body = Json.object();
        ArrayNode ids = body.putArray("ids");
        changed(type, span, false).forEach(row -> ids.add(row.id()));
        body.put("latestDateCovered", Values.dateTimeText(covered(span)));
        return Json.reply(200, body);
    }

    SandboxReply deleted(Route route, ObjectType type) {
        Span span = span(route, DELETED_REACH);
        ObjectNode body = Json.object();
        ArrayNode records = body.putArray("deletedRecords");
        changed(type, span, true)
                .forEach(
                        row ->
                                records.addObject()
                                        .put("id", row.id())
                                        .put("deletedDate", Values.dateTimeText(stamp(row))));
        Instant earliest = org.view().now().minus(DELETED_REACH);
        body.put("earliestDateAvailable", Values.dateTimeText(earliest));
        body.put("latestDateCovered", Values.dateTimeText(covered(span)));
        return Json.reply(200, body);
    }

    private record Span(Instant start, Instant end) {}

    private Stream<Row> changed(ObjectType type, Span span, boolean deleted) {
        return Stream.concat(org.rows(type), org.erased(type))
                .filter(row -> org.view().deleted(row) == deleted)
                .filter(org.sharing()::readable)
                .filter(
                        row ->
                                !stamp(row).isBefore(span.start())
                                        && stamp(row).isBefore(span.end()));
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

    private Span span(Route route, Duration reach) {
        Instant start = date(route, "start").truncatedTo(ChronoUnit.MINUTES);
        Instant end = date(route, "end").truncatedTo(ChronoUnit.MINUTES);
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

    private static Instant date(Route route, String name) {
        String text = route.request().parameter(name);
        if (text == null) {
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
