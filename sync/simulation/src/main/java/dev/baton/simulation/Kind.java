package dev.baton.simulation;

/** What can happen in a simulation besides our own work. */
enum Kind {
    // What people and customers do.
    TICKET_OPENED(Role.EVENT),
    TICKETS_OPENED_AT_ONCE(Role.EVENT),
    TICKET_SOLVED(Role.EVENT),
    TICKET_MOVED(Role.EVENT),
    TICKET_DELETED(Role.EVENT),
    DEAL_MADE(Role.EVENT),
    DEALS_MADE_AT_ONCE(Role.EVENT),
    DEAL_LOST(Role.EVENT),
    DEAL_REOPENED(Role.EVENT),
    DEAL_DELETED(Role.EVENT),
    DEAL_UNDELETED(Role.EVENT),
    ACCOUNT_MADE(Role.EVENT),
    ACCOUNT_DELETED(Role.EVENT),
    ACCOUNT_UNDELETED(Role.EVENT),
    ACCOUNTS_MERGED(Role.EVENT),
    CUSTOMER_LEFT_OR_CAME(Role.EVENT),
    ORGANIZATION_REASSIGNED(Role.EVENT),
    DEAL_CHANGED_IN_LONG_TRANSACTION(Role.EVENT),
    DEAL_MADE_IN_LONG_TRANSACTION(Role.EVENT),
    ACCOUNT_LOCKED(Role.EVENT),
    RESULT_EDITED_BY_HAND(Role.EVENT),
    TASK_CLOSED(Role.EVENT),
    TASK_DELETED(Role.EVENT),
    TASK_CALLED_WRONG(Role.EVENT),
    WRITES_PAUSED(Role.EVENT),

    // What vendors and the network do.
    REQUEST_NOT_SENT(Role.FAULT),
    ANSWER_LOST(Role.FAULT),
    REQUEST_REPEATED(Role.FAULT),
    THROTTLED(Role.FAULT),
    UNAVAILABLE(Role.FAULT),
    FORBIDDEN(Role.FAULT),
    HTML_ANSWER(Role.FAULT),
    PAGE_TRUNCATED(Role.FAULT),
    PAGE_EMPTIED(Role.FAULT),
    DONE_MISSING(Role.FAULT),
    BODY_CUT(Role.FAULT),
    ROWS_REPEATED(Role.FAULT),
    SESSIONS_ENDED(Role.EVENT),
    CURSORS_FORGOTTEN(Role.EVENT),
    ROW_REFUSED(Role.EVENT),
    FIELD_HIDDEN(Role.EVENT),
    ALLOWANCE_USED_BY_OTHERS(Role.EVENT),
    HOST_CLOCK_WRONG(Role.EVENT),
    OUTAGE(Role.EVENT),

    // What happens to our process.
    CRASH(Role.CRASH),
    PROCESS_STOPPED(Role.STOP);

    private final Role role;

    Kind(Role role) {
        this.role = role;
    }

    /** Where a kind takes hold. */
    enum Role {
        /** Changes the world, between two steps of ours. */
        EVENT,
        /** Falls on a request. */
        FAULT,
        /** Ends our process at a boundary. */
        CRASH,
        /** Stops our process at a boundary for up to an hour, while another one goes on. */
        STOP
    }

    Role role() {
        return role;
    }
}
