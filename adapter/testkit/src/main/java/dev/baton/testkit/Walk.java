package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.Cursor;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pages read one after the other, as the engine does it. */
public record Walk(List<Page> pages) {
    private static final int MOST_PAGES = 2_000;

    public Walk {
        pages = List.copyOf(pages);
    }

    /** Reads to the last page; a walk that does not end is a failure of the source. */
    public static Walk from(Source source, StreamRequest request, @Nullable Cursor cursor)
            throws AdapterException {
        var pages = new ArrayList<Page>();
        Cursor next = cursor;
        do {
            assertThat(pages.size()).as("pages of a walk that ought to end").isLessThan(MOST_PAGES);
            pages.add(source.read(request, next));
            next = pages.getLast().next();
        } while (!pages.getLast().last());
        return new Walk(pages);
    }

    /** These pages, then those. */
    public Walk then(Walk rest) {
        return new Walk(Stream.concat(pages.stream(), rest.pages.stream()).toList());
    }

    public Walk firstPages(int count) {
        return new Walk(pages.subList(0, count));
    }

    public Cursor end() {
        return pages.getLast().next();
    }

    /** All records, repeated ones as often as they came. */
    public List<RawRecord> records() {
        return pages.stream().flatMap(page -> page.records().stream()).toList();
    }

    public List<Page.Unreadable> unreadable() {
        return pages.stream().flatMap(page -> page.unreadable().stream()).toList();
    }

    /** What a store holds that keeps the newest version of each id; ties go to the later read. */
    public Map<String, RawRecord> newest() {
        var newest = new LinkedHashMap<String, RawRecord>();
        records()
                .forEach(
                        record ->
                                newest.merge(
                                        record.id(),
                                        record,
                                        (old, now) ->
                                                now.modifiedAt().isBefore(old.modifiedAt())
                                                        ? old
                                                        : now));
        return newest;
    }
}
