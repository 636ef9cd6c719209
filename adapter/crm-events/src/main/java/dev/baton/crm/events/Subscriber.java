package dev.baton.crm.events;

import dev.baton.http.TokenSource;
import dev.baton.port.AdapterException;

/** Whom we are in the org that is listened to. */
public interface Subscriber {
    /** Its My Domain origin. */
    String url();

    TokenSource tokens();

    /** The org's id, 18 characters; signs in if nobody has yet. */
    String organizationId() throws AdapterException;

    /** The id of the user that we write as, 18 characters; signs in if nobody has yet. */
    String userId() throws AdapterException;
}
