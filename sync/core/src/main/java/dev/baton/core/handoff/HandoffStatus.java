package dev.baton.core.handoff;

/** How far a handoff is. */
public enum HandoffStatus {
    /** It is being prepared; the deal is not won yet. */
    DRAFT("Draft"),
    /** The deal is won, and customer success has not decided. */
    WAITING("Waiting for CS"),
    /** Customer success sent it back. */
    RETURNED("Returned"),
    /** Customer success took it over. */
    ACCEPTED("Accepted"),
    /** It began with the customer. */
    ONBOARDING("Onboarding"),
    /** The customer has what it bought the product for. */
    FIRST_VALUE("First value"),
    /** The deal was lost, taken back or deleted. */
    CANCELLED("Cancelled");

    private final String title;

    HandoffStatus(String title) {
        this.title = title;
    }

    /** The word of the CRM's picklist. */
    public String title() {
        return title;
    }

    /** Whether nobody has anything to do about it any more. */
    public boolean isEnded() {
        return this == FIRST_VALUE || this == CANCELLED;
    }

    /** Whether customer success is still to decide. */
    public boolean isUndecided() {
        return this == WAITING || this == RETURNED;
    }
}
