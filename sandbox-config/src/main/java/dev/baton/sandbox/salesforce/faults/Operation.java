package dev.baton.sandbox.salesforce.faults;

import dev.baton.sandbox.SandboxRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a call asks for, as far as its path and method tell. */
enum Operation {
    ANY,
    TOKEN,
    QUERY,
    QUERY_MORE,
    DESCRIBE,
    READ,
    WRITE,
    LIMITS,
    BULK_QUERY,
    BULK_INGEST,
    BULK_RESULTS,
    SOAP,
    METADATA;

    /** As scenarios write it: {@code bulk-query}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Operation> named(String word) {
        return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Operation::word).collect(Collectors.joining(", "));
    }

    boolean covers(SandboxRequest request) {
        return this == ANY || this == of(request);
    }

    static Operation of(SandboxRequest request) {
        String path = request.path();
        if (path.startsWith("/services/oauth2/")) {
            return TOKEN;
        }
        if (path.startsWith("/services/Soap/m/")) {
            return METADATA;
        }
        if (path.startsWith("/services/Soap/")) {
            return SOAP;
        }
        if (path.startsWith("/services/async/")) {
            return path.contains("/result") ? BULK_RESULTS : BULK_INGEST;
        }
        String rest = path.replaceFirst("/services/data/v[^/]*/?", "");
        return ofRest(rest, request.method());
    }

    private static Operation ofRest(String rest, String method) {
        String first = rest.replaceFirst("/.*", "");
        return switch (first) {
            case "query", "queryAll" -> rest.equals(first) ? QUERY : QUERY_MORE;
            case "limits" -> LIMITS;
            case "metadata" -> METADATA;
            case "jobs" -> ofJobs(rest);
            default -> {
                if (rest.endsWith("/describe") || rest.equals("sobjects")) {
                    yield DESCRIBE;
                }
                boolean retrieve =
                        method.equals("POST") && rest.matches("composite/sobjects/[^/]+");
                yield method.equals("GET") || retrieve ? READ : WRITE;
            }
        };
    }

    private static Operation ofJobs(String rest) {
        if (rest.matches("jobs/(query|ingest)/[^/]+/(?!batches).+")) {
            return BULK_RESULTS;
        }
        return rest.startsWith("jobs/query") ? BULK_QUERY : BULK_INGEST;
    }
}
