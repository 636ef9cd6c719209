package dev.baton.mappings;

import dev.baton.mappings.translate.SourcePath;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads dotted paths into a source's record, and keeps those out that nobody may read. */
record PathReader(Problems.InFile problems) {
    /** What people write to each other: it never leaves the helpdesk or the CRM (invariant 12). */
    private static final List<String> PEOPLES_WORDS =
            List.of("subject", "raw_subject", "description", "comment", "comments", "body");

    /** Null when it is not there or no path, told. */
    @Nullable String read(@Nullable Node node) {
        String path = node == null ? null : Section.text(node, problems);
        return path == null || node == null || !good(path, node.at()) ? null : path;
    }

    /** Whether it may be read; tells why not. */
    boolean good(String path, Position at) {
        if (!SourcePath.valid(path)) {
            problems.error(
                    at,
                    "not a path: " + path.length() + " characters that are no dotted names",
                    "write names joined by dots, as metric_set.reopens");
            return false;
        }
        if (PEOPLES_WORDS.contains(last(path).toLowerCase(Locale.ROOT))) {
            problems.error(
                    at,
                    last(path) + " is what people wrote, and Baton never reads that",
                    "remove it");
            return false;
        }
        return true;
    }

    /** Of what would be stored in the clear. */
    void warnOfAddress(String path, Position at) {
        if (holdsAddress(last(path).toLowerCase(Locale.ROOT))) {
            problems.warning(
                    at,
                    path + " looks like an e-mail address and would be stored in the clear",
                    "write {from: " + path + ", hash: true}");
        }
    }

    /** By its name; EmailBouncedDate says when, not where to. */
    private static boolean holdsAddress(String name) {
        return name.contains("email") && !name.endsWith("date") && !name.endsWith("_at");
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
