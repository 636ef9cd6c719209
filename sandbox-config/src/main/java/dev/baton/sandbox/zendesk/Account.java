package dev.baton.sandbox.zendesk;

import java.time.Instant;

/**
 * What one request works on: the account as it is now, and how it looks on the wire.
 *
 * @param now read once a request, so that a moving clock cannot tear an answer
 * @param url of the account, without a slash at the end
 */
record Account(HelpdeskData data, Instant now, String url) {
    /** The vendor's export leaves out the most recent minute, seconds. */
    private static final long SETTLING = 60;

    Bodies bodies() {
        return new Bodies(url);
    }

    Timeline.Snapshot tickets() {
        return data.tickets().at(now);
    }

    Timeline.Snapshot organizations() {
        return data.organizations().at(now);
    }

    Timeline.Snapshot users() {
        return data.users().at(now);
    }

    Timeline.Snapshot ratings() {
        return data.ratings().at(now);
    }

    /** The last second an incremental export serves. */
    long horizon() {
        return now.getEpochSecond() - SETTLING;
    }
}
