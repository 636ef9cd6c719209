package dev.baton.usage;

import java.util.List;
import java.util.stream.Collectors;

/** One id of several key columns: different keys have different ids, and people can read them. */
final class RecordId {
    private RecordId() {}

    /** {@code acme/2026-03-31/logins}; slashes within a part are escaped as in addresses. */
    static String of(List<String> parts) {
        return parts.stream()
                .map(part -> part.replace("%", "%25").replace("/", "%2F"))
                .collect(Collectors.joining("/"));
    }
}
