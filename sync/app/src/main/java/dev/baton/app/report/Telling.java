package dev.baton.app.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as people read it, on a terminal or as a page.
 *
 * @param title what it is about
 * @param verdict what it comes to, in a sentence
 * @param notes how it was made, and what nobody can tell
 * @param parts in the order in which they are read
 */
public record Telling(String title, String verdict, List<String> notes, List<Part> parts) {
    public Telling {
        notes = List.copyOf(notes);
        parts = List.copyOf(parts);
    }

    /**
     * A table of it.
     *
     * @param plot from a {@link Plot}, for pages alone; null for none
     * @param about how to read the table, or the plot
     * @param columns the first is what a row is of
     */
    public record Part(
            String heading,
            @Nullable String plot,
            String about,
            List<String> columns,
            List<List<String>> rows) {
        public Part {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** As a page that needs nothing beside itself. */
    public String page() {
        var page = new Page(title);
        page.verdict(verdict);
        notes.forEach(page::how);
        for (Part part : parts) {
            page.heading(part.heading());
            if (part.plot() != null) {
                page.plots();
                page.plot(part.plot(), part.about());
                page.plotsEnd();
            } else if (!part.about().isEmpty()) {
                page.remark(part.about());
            }
            page.table(part.columns());
            part.rows().forEach(page::row);
            page.tableEnds();
        }
        return page.end();
    }
}
