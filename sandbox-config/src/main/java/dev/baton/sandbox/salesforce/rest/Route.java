package dev.baton.sandbox.salesforce.rest;

import dev.baton.sandbox.SandboxRequest;
import java.util.List;

/**
 * A request below {@code /services/data/vXX.0}.
 *
 * @param versionPath that prefix, for links
 * @param segments what follows, without empty ones
 */
public record Route(SandboxRequest request, String versionPath, List<String> segments) {

    /** The number in the path, 65 of v65.0. */
    public int version() {
        int v = versionPath.lastIndexOf('v');
        return Integer.parseInt(versionPath.substring(v + 1, versionPath.lastIndexOf('.')));
    }

    public boolean is(String method, String... pattern) {
        return request.method().equals(method) && matches(pattern);
    }

    /** Whether the path is the pattern, in which {@code *} is any one segment. */
    public boolean matches(String... pattern) {
        if (pattern.length != segments.size()) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!pattern[i].equals("*") && !pattern[i].equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    public String segment(int index) {
        return segments.get(index);
    }
}
