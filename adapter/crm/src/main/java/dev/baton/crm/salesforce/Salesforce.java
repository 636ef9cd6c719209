package dev.baton.crm.salesforce;

import dev.baton.http.CallMeter;
import dev.baton.http.Gateway;
import dev.baton.http.GatewaySettings;
import dev.baton.http.HttpAnswer;
import dev.baton.http.OrgShare;
import dev.baton.http.Seams;
import dev.baton.http.SingleFlightTokens;
import dev.baton.http.TokenSource;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import dev.baton.port.CallRecord;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One Salesforce org, for one run: the source and the sink share its connections, its session and
 * its budget of calls. Thread-safe. Nothing is sent before the first read or write.
 */
public final class Salesforce implements AutoCloseable {
    /** Two thousand rows with a long text each. */
    private static final long LARGEST_ANSWER = 96L << 20;

    private static final Pattern USAGE = Pattern.compile("api-usage=(\\d{1,15})/(\\d{1,15})");

    private final Gateway gateway;
    private final OrgShare share;
    private final Backfill backfill;
    private final SalesforceSource source;
    private final SalesforceSink sink;

    private Salesforce(SalesforceSettings settings, Seams seams, CallRecord record) {
        var meter = new CallMeter();
        share =
                new OrgShare(
                        new OrgShare.Limits(settings.budgetShare(), settings.stopAt()),
                        Salesforce::usage,
                        meter,
                        record,
                        seams.clock());
        gateway =
                Gateway.open(
                        gatewaySettings(settings, share, meter),
                        SalesforceErrors.forReads(),
                        seams);
        var signIn = new SalesforceSignIn(settings, gateway.anonymous());
        TokenSource tokens = new SingleFlightTokens(signIn::fetch, seams.clock());
        var rest = new SalesforceRest(settings, gateway.anonymous(), gateway.signedIn(tokens));
        var partner =
                new PartnerApi(
                        settings,
                        tokens,
                        gateway.anonymous(),
                        permit -> gateway.anonymous(SalesforceErrors.forWrites(), permit));
        var schemas = new Schemas(rest, seams.clock());
        var bulk =
                new BulkApi(
                        settings,
                        gateway.signedIn(tokens),
                        permit -> gateway.signedIn(tokens, SalesforceErrors.forWrites(), permit));
        var wait = new BulkWait(bulk, seams);
        var volume = new Volume(share);
        backfill = new Backfill(settings, rest, bulk, new BulkExport(bulk, wait), volume);
        var currencies = new Currencies(rest, schemas, seams.clock());
        source = new SalesforceSource(settings, rest, backfill, schemas, currencies, meter, share);
        sink =
                new SalesforceSink(
                        partner,
                        rest,
                        schemas,
                        currencies,
                        new SalesforceSink.Mass(bulk, wait, volume),
                        () -> user(signIn, tokens),
                        meter,
                        share);
    }

    /**
     * Makes ready to talk to the org, with a budget that knows nothing of earlier runs.
     *
     * @throws IllegalArgumentException when the settings contradict themselves
     */
    public static Salesforce open(SalesforceSettings settings, Seams seams) {
        return open(settings, seams, CallRecord.ofThisRun());
    }

    /**
     * Makes ready to talk to the org.
     *
     * @param record remembers our calls over runs
     * @throws IllegalArgumentException when the settings contradict themselves
     */
    public static Salesforce open(SalesforceSettings settings, Seams seams, CallRecord record) {
        return new Salesforce(settings, seams, record);
    }

    public Source source() {
        return source;
    }

    public Sink sink() {
        return sink;
    }

    /**
     * Everything that would keep these streams from being read and these fields from being written.
     *
     * @param writes the fields that are to be written, by object
     */
    public List<Finding> check(List<StreamRequest> reads, SequencedMap<String, List<String>> writes)
            throws AdapterException {
        var findings = new ArrayList<>(source.check(reads));
        for (var write : writes.entrySet()) {
            ObjectDescription object = sink.describe(write.getKey());
            findings.addAll(unwritable(object, write.getValue()));
        }
        return findings;
    }

    private static List<Finding> unwritable(ObjectDescription object, List<String> fields) {
        if (object.fields().isEmpty()) {
            return List.of(Problems.noObject(object.name()));
        }
        var findings = new ArrayList<Finding>();
        for (String field : fields) {
            object.field(field)
                    .ifPresentOrElse(
                            known -> {
                                if (!known.updateable()) {
                                    findings.add(Problems.notUpdateable(object.name(), field));
                                }
                            },
                            () -> findings.add(Problems.notDeployed(object, field)));
        }
        return findings;
    }

    /** Requests sent since it was opened, retries and token requests included. */
    public long calls() {
        return gateway.meter().sent();
    }

    @Override
    public void close() {
        backfill.close();
        share.close();
        gateway.close();
    }

    private static GatewaySettings gatewaySettings(
            SalesforceSettings settings, OrgShare share, CallMeter meter) {
        return GatewaySettings.forOrigin(settings.url())
                .withMaxResponseBytes(LARGEST_ANSWER)
                .withBudget(share, meter);
    }

    /** {@code Sforce-Limit-Info: api-usage=10018/100000}, on every call that counts. */
    private static CallRecord.@Nullable Usage usage(HttpAnswer answer) {
        String info = answer.header("Sforce-Limit-Info");
        Matcher usage = USAGE.matcher(info == null ? "" : info);
        if (!usage.find() || Long.parseLong(usage.group(2)) == 0) {
            return null;
        }
        return new CallRecord.Usage(Long.parseLong(usage.group(1)), Long.parseLong(usage.group(2)));
    }

    /** The sign-in's answer names the user, so that nobody has to be asked. */
    private static String user(SalesforceSignIn signIn, TokenSource tokens)
            throws AdapterException {
        if (signIn.userId().isEmpty()) {
            tokens.current();
        }
        return signIn.userId().orElseThrow(Salesforce::nameless);
    }

    static AdapterException nameless() {
        return new AdapterException(
                Category.UNAVAILABLE,
                "no_user_id",
                "the sign-in did not say whom it signed in; look for a proxy in between",
                null);
    }
}
