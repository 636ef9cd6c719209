package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.port.AdapterException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A job of the Bulk API 2.0 as the vendor tells of it.
 *
 * @param id 18 characters
 * @param rows that were worked on so far, refused ones included
 * @param reason the code that an error message begins with, empty for none; never the message,
 *     which may quote a record
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_job_info.htm">job
 *     info</a>
 */
record BulkJob(String id, State state, long rows, String reason) {
    private static final Pattern REASON = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");

    /** Where a job stands. */
    enum State {
        /** Made; takes data, and does nothing until it is told that they are complete. */
        OPEN,
        UPLOAD_COMPLETE,
        IN_PROGRESS,
        JOB_COMPLETE,
        /** It gave up; what it had done by then stays done. */
        FAILED,
        ABORTED;

        /** Whether nothing of the job can change any more. */
        boolean atRest() {
            return switch (this) {
                case OPEN, UPLOAD_COMPLETE, IN_PROGRESS -> false;
                case JOB_COMPLETE, FAILED, ABORTED -> true;
            };
        }
    }

    static BulkJob of(JsonNode body) throws AdapterException {
        String id = body.path("id").asText("");
        if (!Soql.RecordId.isId(id)) {
            throw StrictJson.unreadable(null);
        }
        return new BulkJob(
                id,
                state(body.path("state").asText("")),
                body.path("numberRecordsProcessed").asLong(0),
                reason(body.path("errorMessage").asText("")));
    }

    private static State state(String text) throws AdapterException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "open" -> State.OPEN;
            case "uploadcomplete" -> State.UPLOAD_COMPLETE;
            case "inprogress" -> State.IN_PROGRESS;
            case "jobcomplete" -> State.JOB_COMPLETE;
            case "failed" -> State.FAILED;
            case "aborted" -> State.ABORTED;
            default -> throw StrictJson.unreadable(null);
        };
    }

    /** {@code InvalidBatch : Field name not found : X} begins with its code. */
    private static String reason(String message) {
        String first = message.strip().split("[ :]", 2)[0];
        return REASON.matcher(first).matches() ? first : "";
    }
}
