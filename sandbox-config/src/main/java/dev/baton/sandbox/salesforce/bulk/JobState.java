package dev.baton.sandbox.salesforce.bulk;

/** Where a job stands. Query jobs are never open. */
public enum JobState {
    OPEN("Open"),
    UPLOAD_COMPLETE("UploadComplete"),
    IN_PROGRESS("InProgress"),
    JOB_COMPLETE("JobComplete"),
    FAILED("Failed"),
    ABORTED("Aborted");

    private final String word;

    JobState(String word) {
        this.word = word;
    }

    /** As the API writes it. */
    public String word() {
        return word;
    }

    /** Whether nothing will happen to the job any more. */
    public boolean terminal() {
        return this == JOB_COMPLETE || this == FAILED || this == ABORTED;
    }

    /** What the vendor's refusals call it. */
    String past() {
        return this == JOB_COMPLETE ? "Completed" : word;
    }
}
