package dev.baton.sandbox.salesforce.fault;

/** A call that is refused as a whole. Both APIs write it down, each in its own form. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * A refusal.
     *
     * @param status of the REST answer; SOAP faults are always 500
     * @param code the vendor's error code
     */
    public ApiException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public static ApiException badRequest(String code, String message) {
        return new ApiException(400, code, message);
    }

    public static ApiException notFound() {
        return new ApiException(404, "NOT_FOUND", "The requested resource does not exist");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** Never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
