package dev.baton.crm.salesforce;

import dev.baton.crm.salesforce.Position.Exporting;
import dev.baton.crm.salesforce.Position.Span;
import dev.baton.crm.salesforce.Position.Waiting;
import dev.baton.crm.salesforce.Position.Walking;
import dev.baton.http.CallMeter;
import dev.baton.port.AdapterException;
import dev.baton.port.Budget;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.Forecast;
import dev.baton.port.Page;
import dev.baton.port.Source;
import dev.baton.port.RawRecord;
import dev.baton.port.StreamRequest;
import dev.baton.port.Withheld;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects in the order of (SystemModstamp, Id).
 *
 * <p>A walk goes from where the last one ended up to a cap that is fixed when it begins: the org's
 * own clock, or earlier while a long transaction is open. Every page is a query of its own that
 * begins behind the last row read, so no locator can expire, and a cursor is good in any process
 * and at any time; it costs as many calls as following locators would. The next walk begins an
 * overlap before the cap, for transactions that commit late bear an instant that has passed.
 *
 * <p>A walk over many rows is left to a query job as soon as its first page has shown that they are
 * more than a few: the first walk of a large object, and the one that meets a mass change, our own
 * among them.
 */
final class SalesforceSource implements Source {
    private static final Duration COVERED_WINDOW = Duration.ofMinutes(5);

    private static final Duration LONG_WALK = Duration.ofMinutes(1);

    private final SalesforceSettings settings;
    private final SalesforceRest rest;
    private final Backfill backfill;
    private final RowQuery rows;
    private final Deletions deletions;
    private final Sweep sweep;
    private final Schemas schemas;
    private final Currencies currencies;
    private final CallMeter meter;
    private final Budget budget;

    SalesforceSource(
            SalesforceSettings settings,
            SalesforceRest rest,
            Backfill backfill,
            Schemas schemas,
            Currencies currencies,
            CallMeter meter,
            Budget budget) {
        this.settings = settings;
        this.rest = rest;
        this.backfill = backfill;
        this.rows = new RowQuery(rest, schemas);
        this.deletions = new Deletions(rest);
        this.sweep = new Sweep(this::rowsAt, deletions);
        this.schemas = schemas;
        this.currencies = currencies;
        this.meter = meter;
        this.budget = budget;
    }

    @Override
    public String system() {
        return "salesforce";
    }

    @Override
    public Instant serverTime() throws AdapterException {
        return rest.serverTime();
    }

    @Override
    public Page read(StreamRequest request, @Nullable Cursor cursor) throws AdapterException {
        CurrencyMark mark = CurrencyMark.of(cursor);
        Position position = Position.of(mark.cursor());
        Selection selection = inCorporate(Selection.resolve(request, schemas).orThrow());
        if (!selection.isInCurrencies()) {
            return rowsAt(selection, position);
        }
        mark.require(selection.rates());
        Page page = rowsAt(selection, position);
        return new Page(
                page.records(),
                page.unreadable(),
                CurrencyMark.on(page.next(), selection.rates()),
                page.last(),
                page.serverTime());
    }

    private Selection inCorporate(Selection selection) throws AdapterException {
        return selection.isInCurrencies() ? selection.with(currencies.rates()) : selection;
    }

    private Page rowsAt(Selection selection, Position position) throws AdapterException {
        return switch (position) {
            case Walking walking -> page(selection, walking, walking.span(), List.of());
            case Waiting waiting -> begin(selection, waiting);
            case Exporting exporting -> exported(selection, exporting);
        };
    }

    /** The walk that follows fetches what changed while the job ran. */
    private Page exported(Selection selection, Exporting exporting) throws AdapterException {
        BulkExport.Rows found =
                backfill.read(selection, exporting, rest::serverTime, settings.pageSize());
        RowReader reader = RowReader.read(selection, found.rows());
        Exporting next = found.next();
        boolean last = next == null && isRecent(exporting.span(), found.serverTime());
        return new Page(
                reader.records(),
                reader.unreadable(),
                (next == null ? after(exporting.span()) : next).cursor(),
                last,
                found.serverTime());
    }

    private Page begin(Selection selection, Waiting waiting) throws AdapterException {
        Instant now = rest.serverTime();
        Instant cap = cap(selection.object(), now);
        Instant from = waiting.from();
        if (from != null && from.isAfter(cap)) {
            return new Page(List.of(), List.of(), waiting.cursor(), true, now);
        }
        List<RawRecord> gone =
                from == null || !selection.object().replicateable()
                        ? List.of()
                        : deletions.since(selection, from, now);
        return page(selection, waiting, new Span(cap, now), gone);
    }

    /**
     * Up to where rows are complete. The vendor rounds what it covers down to the minute, so a gap
     * within this minute says nothing, and the overlap makes up for it.
     */
    private Instant cap(ObjectSchema object, Instant now) throws AdapterException {
        if (!object.replicateable()) {
            return now;
        }
        Instant start = now.minus(COVERED_WINDOW);
        Instant covered = rest.latestDateCovered(object.name(), start, now);
        return covered.isBefore(now.truncatedTo(ChronoUnit.MINUTES)) ? covered : now;
    }

    /**
     * One page of a walk.
     *
     * @param gone tombstones that no row tells of
     */
    private Page page(Selection selection, Position position, Span span, List<RawRecord> gone)
            throws AdapterException {
        RowQuery.Found found = rows.read(selection, position, span.cap(), settings.pageSize());
        RowReader reader = RowReader.read(selection, found.rows());
        boolean drained = found.complete() && found.size() < settings.pageSize();
        Position next = drained ? after(span) : goOn(position, found.last(), span);
        RowReader.Key reached = found.last();
        if (found.size() >= Volume.PAGE
                && reached != null
                && position instanceof Waiting(Instant from)) {
            Instant since = from == null ? null : reached.stamp();
            next = backfill.job(selection, since, span).map(Position.class::cast).orElse(next);
        }
        boolean last = drained && isRecent(span, found.serverTime());
        var records = new ArrayList<>(reader.records());
        records.addAll(gone);
        List<Page.Unreadable> unreadable = unreadable(reader, found.torn());
        return new Page(records, unreadable, next.cursor(), last, found.serverTime());
    }

    private static List<Page.Unreadable> unreadable(RowReader reader, Set<String> torn) {
        var all = new ArrayList<>(reader.unreadable());
        torn.forEach(
                id -> all.add(new Page.Unreadable(id, "it changed each time that it was read")));
        return all;
    }

    /** After a long walk there is more by now: the next one begins at once. */
    private static boolean isRecent(Span span, Instant now) {
        return Duration.between(span.begun(), now).compareTo(LONG_WALK) < 0;
    }

    private Position after(Span span) {
        return new Waiting(span.cap().minus(settings.overlap()));
    }

    /** A page that does not move the key would come for ever. */
    private static Position goOn(Position from, RowReader.@Nullable Key last, Span span)
            throws AdapterException {
        if (last == null || !isBehind(from, last)) {
            throw new AdapterException(
                    Category.UNAVAILABLE,
                    "no_progress",
                    "Salesforce gave the same rows again where others were due",
                    null);
        }
        return new Walking(last.stamp(), last.id(), span);
    }

    private static boolean isBehind(Position from, RowReader.Key last) {
        return switch (from) {
            case Waiting(Instant start) -> start == null || !last.stamp().isBefore(start);
            case Walking(Instant stamp, String id, Span span) ->
                    last.stamp().isAfter(stamp)
                            || (last.stamp().equals(stamp) && !last.id().equals(id));
            case Exporting exporting -> true;
        };
    }

    @Override
    public int rereadBatch() {
        return RowQuery.IDS;
    }

    @Override
    public Reread reread(StreamRequest request, List<String> ids) throws AdapterException {
        Selection selection = inCorporate(Selection.resolve(request, schemas).orThrow());
        List<String> known = ids.stream().filter(Soql.RecordId::isId).distinct().toList();
        if (known.isEmpty()) {
            return new Reread(List.of(), List.of());
        }
        RowQuery.Again again = rows.byIds(selection, known);
        RowReader reader = RowReader.read(selection, again.rows());
        return new Reread(reader.records(), unreadable(reader, again.torn()));
    }

    @Override
    public List<Finding> check(List<StreamRequest> requests) throws AdapterException {
        var findings = new ArrayList<Finding>();
        for (StreamRequest request : requests) {
            Selection.Resolved resolved = Selection.resolve(request, schemas);
            Selection selection = resolved.selection();
            findings.addAll(selection == null ? suggest(request, resolved) : resolved.problems());
        }
        return findings;
    }

    @Override
    public List<Withheld> withheld(StreamRequest request) throws AdapterException {
        Selection.Resolved resolved = Selection.resolve(request, schemas);
        return resolved.selection() == null
                ? List.of(new Withheld(Withheld.ALL, suggest(request, resolved).getFirst()))
                : resolved.withheld();
    }

    @Override
    public Set<String> gone(StreamRequest request, Set<String> known) throws AdapterException {
        Selection ids = Selection.resolve(request.asking(List.of()), schemas).orThrow();
        return sweep.gone(ids, known);
    }

    @Override
    public Optional<Forecast> forecast(StreamRequest request) throws AdapterException {
        return Optional.of(backfill.forecast(Selection.resolve(request, schemas).orThrow()));
    }

    /** An unknown object is worth a look at all there are. */
    private List<Finding> suggest(StreamRequest request, Selection.Resolved resolved)
            throws AdapterException {
        return resolved.unknownObject()
                ? List.of(Problems.noObject(request.stream(), rest.objects()))
                : resolved.problems();
    }

    @Override
    public long calls() {
        return meter.sent();
    }

    @Override
    public Budget budget() {
        return budget;
    }

    /** Nothing to close: {@link Salesforce} owns the connections. */
    @Override
    public void close() {}
}
