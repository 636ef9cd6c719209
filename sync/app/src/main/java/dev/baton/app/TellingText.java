package dev.baton.app;

import dev.baton.app.report.Telling;

/** A report on a terminal. */
final class TellingText {
    private TellingText() {}

    static String of(Telling telling) {
        var text = new StringBuilder(telling.title()).append(": ").append(telling.verdict());
        telling.notes().forEach(note -> text.append('\n').append(note));
        for (Telling.Part part : telling.parts()) {
            text.append("\n\n").append(part.heading());
            if (!part.about().isEmpty()) {
                text.append('\n').append(part.about());
            }
            var table = new Table(part.columns());
            part.rows().forEach(table::row);
            text.append('\n').append(table);
        }
        return text.toString();
    }
}
