package dev.baton.testkit;

/** Mistakes that adapters were seen to make. */
enum Bug {
    NONE,
    /** Goes on behind the last instant, losing the rest of its ties. */
    SKIPS_TIES,
    /** Keeps its place in memory instead of in the cursor. */
    REMEMBERS_INSTEAD_OF_CURSOR,
    /** Takes the cut half of a page for the page. */
    TAKES_HALF_A_PAGE,
    /** Leaves out rows that it cannot read. */
    DROPS_UNREADABLE,
    /** Hands on all that it got. */
    RETURNS_ALL_FIELDS,
    LEAVES_OUT_TOMBSTONES,
    USES_OUR_CLOCK,
    TOKEN_IN_CURSOR,
    TOKEN_IN_MESSAGE,
    /** Signs in again and again when refused. */
    STORMS_THE_SIGN_IN,
    NEVER_RENEWS_THE_TOKEN,
    DOES_NOT_WAIT,
    /** Repeats for as long as the server is down. */
    NEVER_GIVES_UP,
    FOLLOWS_REDIRECTS,
    COUNTS_NO_RETRIES,
    CHECKS_NOTHING,
    /** Stops at the first thing that is wrong. */
    CHECKS_THE_FIRST,
    /** Gives no rows of a stream that does not exist, as if it were empty. */
    READS_ANY_STREAM,
    /** Begins from the start without saying so. */
    TAKES_ANY_CURSOR,
    /** Takes the first line of a text for the text. */
    CUTS_TEXT,
    /** Never says that a page is the last one. */
    NEVER_ENDS,
    /** Gives what it remembers of a record in place of what it is. */
    REREADS_FROM_MEMORY,
    /** Takes an id of nothing for an error. */
    FAILS_ON_AN_UNKNOWN_ID,
    /** Says that it takes more ids than it does. */
    CUTS_THE_IDS,
    /** Gives up older cursors when it reads from the beginning again. */
    FORGETS_OLDER_CURSORS
}
