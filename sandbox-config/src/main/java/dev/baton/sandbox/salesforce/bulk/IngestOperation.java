package dev.baton.sandbox.salesforce.bulk;

import dev.baton.sandbox.salesforce.fault.ApiException;
import java.util.Arrays;

/** What a job does with the rows that are uploaded to it. */
public enum IngestOperation {
    INSERT("insert"),
    UPDATE("update"),
    UPSERT("upsert"),
    DELETE("delete"),
    HARD_DELETE("hardDelete");

    private final String word;

    IngestOperation(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** As a job names it; throws INVALIDJOB for any other word. */
    public static IngestOperation of(String word) {
        return Arrays.stream(values())
                .filter(operation -> operation.word.equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                ApiException.badRequest(
                                        "INVALIDJOB",
                                        "InvalidJob : operation must be insert, update, upsert, delete or hardDelete"));
    }
}
