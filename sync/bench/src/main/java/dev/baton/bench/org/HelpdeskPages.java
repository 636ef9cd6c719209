package dev.baton.bench.org;

import java.util.Map;

/** Pages of the helpdesk's incremental exports. */
final class HelpdeskPages {
    private final GeneratedOrg org;

    HelpdeskPages(GeneratedOrg org) {
        this.org = org;
    }

    /** Cursor-based: a cursor is the number of the next row. */
    byte[] tickets(Map<String, String> query) {
        int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
        int all = org.size().tickets();
        int to = Math.min(all, from + Integer.parseInt(query.getOrDefault("per_page", "1000")));
        var out = new JsonBytes().text("{\"tickets\":[");
        for (int row = from; row < to; row++) {
            org.ticket(row, row == from ? out : out.text(","));
        }
        return out.text("],\"after_cursor\":\"")
                .number(to)
                .text("\",\"end_of_stream\":")
                .text(Boolean.toString(to == all))
                .text("}")
                .toBytes();
    }

    /** Time-based: the next page begins at the second of this one's last row. */
    byte[] organisations(Map<String, String> query) {
        int from = org.organisationSince(Long.parseLong(query.getOrDefault("start_time", "1")));
        int all = org.size().accounts();
        int to = Math.min(all, from + Integer.parseInt(query.getOrDefault("per_page", "1000")));
        var out = new JsonBytes().text("{\"organizations\":[");
        for (int row = from; row < to; row++) {
            org.organisation(row, row == from ? out : out.text(","));
        }
        return out.text("],\"count\":")
                .number(to - from)
                .text(",\"end_time\":")
                .number(GeneratedOrg.organisationStamp(Math.max(0, to - 1)))
                .text(",\"end_of_stream\":")
                .text(Boolean.toString(to == all))
                .text("}")
                .toBytes();
    }
}
