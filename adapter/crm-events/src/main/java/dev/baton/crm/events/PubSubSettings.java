package dev.baton.crm.events;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the Pub/Sub API is reached.
 *
 * @param host in lower case
 * @param port 1 to 65535
 * @param client what we call ourselves in every call that writes; changes that name it and our user
 *     are our own
 * @param silence the longest time without a word, after which a subscription is begun anew; the
 *     vendor sends an empty answer at least every 270 seconds
 */
public record PubSubSettings(String host, int port, String client, Duration silence) {
    /** The vendor's address for all orgs but those that must stay within the EU. */
    public static final String GLOBAL = "api.pubsub.salesforce.com:7443";

    private static final Pattern ADDRESS =
            Pattern.compile("([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?):([0-9]{1,5})");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    public PubSubSettings {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("events: the port must be 1 to 65535");
        }
        if (client.isBlank() || silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("events: client and silence must not be empty");
        }
    }

    /**
     * The usual for an address.
     *
     * @param address {@code host:port}
     * @throws IllegalArgumentException when it is none
     */
    public static PubSubSettings of(String address, String client) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "events: must be on, or a host and a port like " + GLOBAL);
        }
        return new PubSubSettings(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                client,
                Duration.ofSeconds(330));
    }

    public PubSubSettings withSilence(Duration longest) {
        return new PubSubSettings(host, port, client, longest);
    }

    /** {@code host:port}. */
    public String address() {
        return host + ":" + port;
    }

    /** Without TLS only to this very machine, where the sandbox is. */
    boolean isPlain() {
        return LOOPBACK.contains(host);
    }
}
