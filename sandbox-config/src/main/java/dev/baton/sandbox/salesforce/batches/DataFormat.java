package dev.baton.sandbox.salesforce.batches;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The form of a job's data, both ways. */
enum DataFormat {
    XML("application/xml"),
    CSV("text/csv"),
    JSON("application/json");

    private final String mediaType;

    DataFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** With its charset, as answers carry it. */
    String contentType() {
        return mediaType + ";charset=UTF-8";
    }

    /** Whether a request's header names this form; parameters such as charset count for nothing. */
    boolean isNamedBy(@Nullable String header) {
        return header != null
                && header.replaceFirst(";.*", "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(mediaType);
    }

    /** What a job says; XML where it says nothing. */
    static DataFormat of(@Nullable String word) {
        if (word == null || word.isEmpty()) {
            return XML;
        }
        return Arrays.stream(values())
                .filter(format -> format.name().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new AsyncException(
                                        "FeatureNotEnabled",
                                        "The sandbox takes batches of CSV, XML and JSON, not "
                                                + word));
    }
}
