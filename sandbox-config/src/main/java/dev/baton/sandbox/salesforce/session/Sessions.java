package dev.baton.sandbox.salesforce.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Access tokens. They expire in real time, whatever the org's clock says. */
public final class Sessions {
    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(2);

    private final InstantSource realTime;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> expiries = new HashMap<>();
    private Duration lifetime = DEFAULT_LIFETIME;

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

    /** A new token of the org, opaque but for the org's id in front. */
    public synchronized String issue(String organizationId) {
        Instant now = realTime.instant();
        expiries.values().removeIf(expiry -> !expiry.isAfter(now));
        byte[] secret = new byte[64];
        random.nextBytes(secret);
        String token =
                organizationId.substring(0, 15)
                        + "!"
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(secret)
                                .replace('-', '.');
        expiries.put(token, now.plus(lifetime));
        return token;
    }

    public synchronized boolean valid(@Nullable String token) {
        Instant expiry = token == null ? null : expiries.get(token);
        return expiry != null && expiry.isAfter(realTime.instant());
    }

    /** Ends a session early, as an admin or a logout does. */
    public synchronized void revoke(String token) {
        expiries.remove(token);
    }

    public Instant now() {
        return realTime.instant();
    }
}
