package dev.baton.sandbox.salesforce.faults;

import dev.baton.sandbox.salesforce.bulk.JobFate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule of what goes wrong.
 *
 * @param name for people
 */
public record Scenario(String name, Limits limits, List<Fault> faults) {

    public Scenario {
        faults = List.copyOf(faults);
    }

    /**
     * What the org allows; null leaves it as it is.
     *
     * @param callsADay the daily allowance of API calls
     * @param callsUsed of it by others, before the first call here
     * @param bulkPageRecords records of a page of bulk results
     */
    public record Limits(
            @Nullable Integer callsADay, int callsUsed, @Nullable Integer bulkPageRecords) {
        static final Limits USUAL = new Limits(null, 0, null);
    }

    /** Something that goes wrong. */
    public sealed interface Fault {
        /** The word it is written with. */
        String kind();

        /** Where it stands in the file, from 1. */
        int line();

        Turns turns();
    }

    /**
     * A call that goes wrong.
     *
     * @param method null for any
     * @param path pattern of the decoded path in which * is any text, null for any
     */
    record CallFault(
            String kind,
            int line,
            Turns turns,
            Operation on,
            @Nullable String method,
            @Nullable String path,
            CallEffect effect)
            implements Fault {}

    /**
     * Rows that somebody else holds a lock on.
     *
     * @param object API name, null for any
     * @param ids of the rows; empty for those that the turns choose
     * @param refusals how often each such row is refused before its lock is gone
     */
    record LockedRows(
            int line, Turns turns, @Nullable String object, List<String> ids, int refusals)
            implements Fault {
        @Override
        public String kind() {
            return "locked-rows";
        }
    }

    /**
     * An admin's validation rule: refuses a row for which all conditions hold after the write.
     *
     * @param location field the error is shown at, null for the top of the page
     */
    record ValidationRule(
            int line,
            Turns turns,
            String object,
            List<Condition> conditions,
            String message,
            @Nullable String location)
            implements Fault {
        @Override
        public String kind() {
            return "validation-rule";
        }
    }

    /**
     * A condition of a validation rule.
     *
     * @param value text of the constant, empty where none is needed
     */
    record Condition(int line, String field, Comparison comparison, String value) {}

    /** How a field's value is compared. */
    enum Comparison {
        IS,
        IS_NOT,
        BELOW,
        ABOVE,
        EMPTY,
        CHANGED
    }

    /**
     * A bulk job that stays, fails or is aborted.
     *
     * @param query whether query jobs are meant, else ingest jobs
     * @param object API name, null for any
     */
    record JobFault(int line, Turns turns, boolean query, @Nullable String object, JobFate fate)
            implements Fault {
        @Override
        public String kind() {
            return "bulk-job";
        }
    }

    /** Faults of one kind, in the order of the file. */
    <F extends Fault> List<F> of(Class<F> type) {
        return faults.stream()
                .flatMap(fault -> Optional.of(fault).filter(type::isInstance).stream())
                .map(type::cast)
                .toList();
    }
}
