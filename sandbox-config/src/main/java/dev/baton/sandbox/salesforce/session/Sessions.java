package dev.baton.sandbox.salesforce.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access tokens. They expire in real time, whatever the org's clock says. */
public final class Sessions {
    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(2);

    private final InstantSource realTime;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new HashMap<>();
    private Duration lifetime = DEFAULT_LIFETIME;

    /**
     * Whose session it is, and from when until when.
     *
     * @param userId 18 characters
     */
    record Session(String userId, Instant issued, Instant expiry) {}

    public Sessions(InstantSource realTime) {
        this.realTime = realTime;
    }

    /** For tokens issued from now on. */
    public synchronized void lifetime(Duration newLifetime) {
        lifetime = newLifetime;
    }

    /** Seconds, as getUserInfo tells. */
    public synchronized long lifetimeSeconds() {
        return lifetime.toSeconds();
    }

    /**
     * A new token of the org, opaque but for the org's id in front.
     *
     * @param userId whose rights calls with it have, 18 characters
     */
    public synchronized String issue(String organizationId, String userId) {
        Instant now = realTime.instant();
        sessions.values().removeIf(session -> !session.expiry().isAfter(now));
        byte[] secret = new byte[64];
        random.nextBytes(secret);
        String token =
                organizationId.substring(0, 15)
                        + "!"
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(secret)
                                .replace('-', '.');
        sessions.put(token, new Session(userId, now, now.plus(lifetime)));
        return token;
    }

    /** Whose valid session the token is of; empty for a token that never was or has expired. */
    public Optional<String> user(@Nullable String token) {
        return session(token).map(Session::userId);
    }

    synchronized Optional<Session> session(@Nullable String token) {
        return Optional.ofNullable(token)
                .map(sessions::get)
                .filter(session -> session.expiry().isAfter(realTime.instant()));
    }

    /** Ends a session early, as an admin or a logout does. */
    public synchronized void revoke(String token) {
        sessions.remove(token);
    }

    public Instant now() {
        return realTime.instant();
    }
}
