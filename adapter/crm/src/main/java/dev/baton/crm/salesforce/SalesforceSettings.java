package dev.baton.crm.salesforce;

import dev.baton.port.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How to reach one org, and how much of it we may use.
 *
 * @param url the org's My Domain origin, {@code https://acme.my.salesforce.com}; the client
 *     credentials flow is offered nowhere else. Plain http only for loopback
 * @param clientId consumer key of the external client app
 * @param signIn how the app proves that it is the one
 * @param apiVersion {@code 65.0}, the version of the Partner stubs: the SOAP parser is strict, so
 *     the two must not differ
 * @param overlap how far a new cycle reaches back behind the last one, so that transactions that
 *     committed late are seen; 1 minute to 24 hours
 * @param pageSize rows a query page, 1 to 2000
 * @param budgetShare the share of the org's daily API calls that we may use, 0 (exclusive) to 1
 * @param stopAt the share of the daily calls, used by everybody, from which on we send nothing; 0
 *     (exclusive) to 1
 */
public record SalesforceSettings(
        String url,
        String clientId,
        SignIn signIn,
        String apiVersion,
        Duration overlap,
        int pageSize,
        double budgetShare,
        double stopAt) {

    /**
     * What we call ourselves in calls that write; change events name it as the origin of a change.
     */
    public static final String CLIENT = "Baton";

    static final String STUB_VERSION = "65.0";
    private static final Pattern HOST = Pattern.compile("[a-z0-9.-]+|\\[[0-9a-f:]+]");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public SalesforceSettings {
        require(!clientId.isBlank(), "clientId: must not be empty");
        require(
                apiVersion.equals(STUB_VERSION),
                "apiVersion: must be " + STUB_VERSION + ", the only one this build speaks");
        require(
                overlap.compareTo(Duration.ofMinutes(1)) >= 0
                        && overlap.compareTo(Duration.ofHours(24)) <= 0,
                "overlap: must be between 1 minute and 24 hours");
        require(pageSize >= 1 && pageSize <= 2000, "pageSize: must be 1 to 2000");
        require(isShare(budgetShare), "budgetShare: must be above 0, at most 1");
        require(isShare(stopAt), "stopAt: must be above 0, at most 1");
        requireOrigin(url);
    }

    /**
     * What most orgs want: a page of 2000, 10 minutes of overlap, 20 % of the calls, stop at 75 %.
     */
    public static SalesforceSettings of(String url, String clientId, SignIn signIn) {
        return new SalesforceSettings(
                url, clientId, signIn, STUB_VERSION, Duration.ofMinutes(10), 2000, 0.20, 0.75);
    }

    /** The same with the client credentials flow. */
    public static SalesforceSettings of(String url, String clientId, Secret clientSecret) {
        return of(url, clientId, new SignIn.ClientCredentials(clientSecret));
    }

    public SalesforceSettings withPageSize(int rows) {
        return new SalesforceSettings(
                url, clientId, signIn, apiVersion, overlap, rows, budgetShare, stopAt);
    }

    public SalesforceSettings withOverlap(Duration reach) {
        return new SalesforceSettings(
                url, clientId, signIn, apiVersion, reach, pageSize, budgetShare, stopAt);
    }

    public SalesforceSettings withBudget(double share, double stop) {
        return new SalesforceSettings(
                url, clientId, signIn, apiVersion, overlap, pageSize, share, stop);
    }

    /** Absolute address of a resource of the REST API, from its path below the version. */
    String rest(String path) {
        return url + "/services/data/v" + apiVersion + "/" + path;
    }

    /** Address of the Partner API. */
    String soap() {
        return url + "/services/Soap/u/" + apiVersion + "/";
    }

    private static boolean isShare(double share) {
        return share > 0 && share <= 1;
    }

    private static void requireOrigin(String url) {
        String shape = "url: must be an origin in lower case, like https://acme.my.salesforce.com";
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(shape, e);
        }
        String host = uri.getHost();
        require(host != null && HOST.matcher(host).matches(), shape);
        require(url.equals(origin(uri)), shape + ", without path, user or trailing slash");
        require(
                "https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)),
                "url: must be https (http is for loopback only)");
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return scheme + "://" + uri.getHost() + port;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
