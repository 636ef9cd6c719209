package dev.baton.sandbox.salesforce.retrieve;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.xml.Element;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The org's retrievals. Each is in progress when it is first asked about, and done after that; its
 * files are those of the moment it was asked for.
 */
public final class Retrievals {
    /** What their ids begin with. */
    public static final String PREFIX = "09S";

    private final Org org;
    private final Map<String, Retrieved> byId = new LinkedHashMap<>();

    /** One of them, and how often it was asked about. */
    private static final class Retrieved {
        private final Retrieval.Outcome outcome;
        private int asked;

        Retrieved(Retrieval.Outcome outcome) {
            this.outcome = outcome;
        }
    }

    public Retrievals(Org org) {
        this.org = org;
    }

    /**
     * Takes a request in.
     *
     * @return its id, 18 characters
     */
    public String submit(Element request) {
        Element manifest = request.child("unpackaged").orElse(Element.empty("unpackaged"));
        String version =
                manifest.text("version").or(() -> request.text("apiVersion")).orElse("65.0");
        boolean single = request.text("singlePackage").map("true"::equals).orElse(false);
        Retrieval retrieval = new Retrieval(org, single ? "" : "unpackaged/", version);
        for (Element types : manifest.all("types")) {
            retrieval.add(types.text("name").orElse(""), types.texts("members"));
        }
        String id =
                SalesforceId.extend(
                        String.format(Locale.ROOT, PREFIX + "Bt%010d", byId.size() + 1));
        byId.put(SalesforceId.key(id), new Retrieved(retrieval.outcome()));
        return id;
    }

    /**
     * How one stands, in the order of the metadata WSDL.
     *
     * @throws ApiException INVALID_CROSS_REFERENCE_KEY for an id that none has
     */
    public Map<String, @Nullable Object> status(String id, boolean withZip) {
        Retrieved retrieved = find(id);
        boolean done = retrieved.asked++ > 0;
        Retrieval.Outcome outcome = retrieved.outcome;
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("done", done);
        out.put("fileProperties", done ? outcome.properties() : List.of());
        out.put("id", id);
        out.put("messages", done ? outcome.messages() : List.of());
        out.put("status", done ? "Succeeded" : "InProgress");
        out.put("success", done);
        if (done && withZip) {
            out.put("zipFile", Base64.getEncoder().encodeToString(outcome.zip()));
        }
        return out;
    }

    /** Whether one is done, which asking brings it closer to; throws as {@link #status}. */
    public boolean done(String id) {
        return find(id).asked++ > 0;
    }

    private Retrieved find(String id) {
        Retrieved retrieved = byId.get(SalesforceId.key(id));
        if (retrieved == null) {
            throw ApiException.badRequest(
                    "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id: " + id);
        }
        return retrieved;
    }
}
