package dev.baton.crm.salesforce.survey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the accounts of an org: their describe, the last changed {@value #ACCOUNTS} of them, and
 * which of their fields the helpdesk's organisations name. A dozen calls or two.
 */
public final class AccountSurvey {
    /** Accounts looked at. */
    static final int ACCOUNTS = 200;

    /** Fields in one query, so that its address stays short. */
    private static final int FIELDS = 60;

    /** Fields tried as a key, the likeliest first; each costs a call. */
    private static final int KEYS = 12;

    /** Domains in one query. */
    private static final int DOMAINS = 25;

    /** A candidate that almost nobody has filled helps nobody. */
    private static final double FLOOR = 0.02;

    private static final Pattern CSM =
            Pattern.compile("(?i)csm|success|betreuer|customer.?manager|account.?manager|cliente");
    private static final Pattern VALUE =
            Pattern.compile(
                    "(?i)\\b(arr|acv|mrr|tcv)\\b|_?(arr|acv|mrr)_|contract.*(value|amount)|recurring|subscription|vertragswert|contrat|contrato|contratto|value");
    private static final Pattern RENEWAL =
            Pattern.compile(
                    "(?i)renew|contract.*end|subscription.*end|expir|term.*end|verläng|verlaeng|renouv|renov|rinnov|scadenza|end.?date");
    private static final Pattern KEY =
            Pattern.compile("(?i)ext|zendesk|helpdesk|number|nummer|code|key|_id|customer.?no");
    private static final Set<String> SYSTEM =
            Set.of("CreatedById", "LastModifiedById", "OwnerId", "DandbCompanyId");

    private final OrgApi org;
    private final Organisations organisations;
    private List<AccountField> fields = List.of();
    private final Map<String, Map<String, @Nullable String>> rows = new LinkedHashMap<>();

    private AccountSurvey(OrgApi org, Organisations organisations) {
        this.org = org;
        this.organisations = organisations;
    }

    /** Looks, and proposes. */
    public static Proposals propose(OrgApi org, Organisations organisations)
            throws AdapterException {
        return new AccountSurvey(org, organisations).propose();
    }

    private Proposals propose() throws AdapterException {
        fields = fields();
        List<Customers.Condition> conditions = Customers.conditions(fields);
        List<AccountField> csms = people();
        List<AccountField> values = speaking(VALUE, "currency", "double");
        List<AccountField> renewals = speaking(RENEWAL, "date");
        var asked = new ArrayList<AccountField>();
        fields.stream()
                .filter(field -> field.is("picklist", "boolean", "date"))
                .forEach(asked::add);
        asked.addAll(csms);
        asked.addAll(values);
        sample(asked.stream().map(AccountField::name).distinct().toList());

        var found = new ArrayList<Candidate>();
        for (Customers.Condition condition : conditions) {
            int hits = (int) rows.values().stream().filter(condition.holds()).count();
            if (hits > 0) {
                found.add(new Candidate(condition.text(), "", hits, rows.size()));
            }
        }
        List<Map<String, @Nullable String>> customers = customers(found, conditions);
        return new Proposals(
                rows.size(),
                customers.size(),
                found,
                filled(csms, customers),
                filled(values, customers),
                filled(renewals, customers),
                keys(),
                domains());
    }

    private List<Map<String, @Nullable String>> customers(
            List<Candidate> found, List<Customers.Condition> conditions) {
        if (found.isEmpty()) {
            return List.copyOf(rows.values());
        }
        String chosen = found.getFirst().value();
        return rows.values().stream()
                .filter(
                        row ->
                                conditions.stream()
                                        .filter(each -> each.text().equals(chosen))
                                        .anyMatch(each -> each.holds().test(row)))
                .toList();
    }

    private List<AccountField> fields() throws AdapterException {
        JsonNode described =
                org.describe("Account")
                        .orElseThrow(
                                () ->
                                        new AdapterException(
                                                Category.PERMISSION,
                                                "no_accounts",
                                                "our user sees no accounts; give it read access to them",
                                                null));
        var all = new ArrayList<AccountField>();
        for (JsonNode field : described.path("fields")) {
            AccountField known = AccountField.of(field);
            if (!known.isOurs()) {
                all.add(known);
            }
        }
        return all;
    }

    private List<AccountField> speaking(Pattern word, String... types) {
        return fields.stream()
                .filter(field -> field.is(types) && field.speaksOf(word))
                .filter(field -> field.name().endsWith("__c"))
                .toList();
    }

    /** References to users that speak of customer success; whoever owns the account at last. */
    private List<AccountField> people() {
        var people =
                new ArrayList<>(
                        fields.stream()
                                .filter(field -> field.parents().contains("User"))
                                .filter(field -> !SYSTEM.contains(field.name()))
                                .filter(field -> field.speaksOf(CSM))
                                .toList());
        fields.stream().filter(field -> field.name().equals("OwnerId")).forEach(people::add);
        return people;
    }

    /**
     * The last changed accounts first; more columns than one query takes are asked for of the same.
     */
    private void sample(List<String> columns) throws AdapterException {
        String order = " FROM Account ORDER BY LastModifiedDate DESC LIMIT " + ACCOUNTS;
        read("SELECT Id" + list(columns.subList(0, Math.min(FIELDS, columns.size()))) + order);
        for (int from = FIELDS; from < columns.size() && !rows.isEmpty(); from += FIELDS) {
            List<String> more = columns.subList(from, Math.min(from + FIELDS, columns.size()));
            read("SELECT Id" + list(more) + " FROM Account WHERE Id IN " + in(rows.keySet()));
        }
    }

    private void read(String soql) throws AdapterException {
        for (JsonNode row : org.query(soql)) {
            Map<String, @Nullable String> values =
                    rows.computeIfAbsent(row.path("Id").asText(), id -> new HashMap<>());
            row.fieldNames()
                    .forEachRemaining(
                            name ->
                                    values.put(
                                            name,
                                            row.path(name).isNull()
                                                    ? null
                                                    : row.path(name).asText()));
        }
    }

    private static List<Candidate> filled(
            List<AccountField> fields, List<Map<String, @Nullable String>> rows) {
        var candidates = new ArrayList<Candidate>();
        for (AccountField field : fields) {
            int hits = (int) rows.stream().filter(row -> row.get(field.name()) != null).count();
            candidates.add(new Candidate(field.name(), field.label(), hits, rows.size()));
        }
        return ranked(candidates);
    }

    /** A field that nobody but the system fills is the last resort, however full it is. */
    private static List<Candidate> ranked(List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.rate() >= FLOOR)
                .sorted(
                        Comparator.comparing((Candidate each) -> each.value().equals("OwnerId"))
                                .thenComparing(
                                        Comparator.comparingDouble(Candidate::rate).reversed()))
                .toList();
    }

    /** How many of the organisations' keys an account has in each field that may be one. */
    private List<Candidate> keys() throws AdapterException {
        List<String> keys = organisations.keys();
        if (keys.isEmpty()) {
            return List.of();
        }
        var candidates = new ArrayList<Candidate>();
        List<AccountField> tried =
                fields.stream()
                        .filter(field -> field.is("string", "id") && field.filterable())
                        .filter(field -> field.key() || field.speaksOf(KEY))
                        .sorted(Comparator.comparing((AccountField field) -> !field.key()))
                        .limit(KEYS)
                        .toList();
        for (AccountField field : tried) {
            List<String> fit =
                    field.is("id") ? keys.stream().filter(AccountSurvey::isId).toList() : keys;
            if (!fit.isEmpty()) {
                int hits = matches(field.name(), fit);
                candidates.add(new Candidate(field.name(), field.label(), hits, keys.size()));
            }
        }
        return ranked(candidates);
    }

    private int matches(String field, List<String> keys) throws AdapterException {
        String soql = "SELECT " + field + " FROM Account WHERE " + field + " IN " + in(keys);
        var found = new HashSet<String>();
        for (JsonNode row : org.query(soql)) {
            found.add(folded(field, row.path(field).asText("")));
        }
        return (int) keys.stream().filter(key -> found.contains(folded(field, key))).count();
    }

    /** Letter case says nothing, but in an id, of which 15 characters say all. */
    private static String folded(String field, String key) {
        return field.equals("Id")
                ? key.substring(0, Math.min(15, key.length()))
                : key.toLowerCase(Locale.ROOT);
    }

    private List<Candidate> domains() throws AdapterException {
        List<String> some =
                organisations
                        .domains()
                        .subList(0, Math.min(DOMAINS, organisations.domains().size()));
        if (some.isEmpty()) {
            return List.of();
        }
        var candidates = new ArrayList<Candidate>();
        for (AccountField field : fields) {
            if (field.is("url") && field.filterable()) {
                candidates.add(
                        new Candidate(
                                field.name(), field.label(), sharing(field, some), some.size()));
            }
        }
        return ranked(candidates);
    }

    private int sharing(AccountField field, List<String> domains) throws AdapterException {
        String where =
                domains.stream()
                        .map(domain -> field.name() + " LIKE " + OrgApi.quoted("%" + domain + "%"))
                        .collect(Collectors.joining(" OR "));
        List<JsonNode> found =
                org.query(
                        "SELECT " + field.name() + " FROM Account WHERE " + where + " LIMIT 2000");
        List<String> sites =
                found.stream()
                        .map(row -> row.path(field.name()).asText("").toLowerCase(Locale.ROOT))
                        .toList();
        return (int)
                domains.stream()
                        .filter(domain -> sites.stream().anyMatch(site -> site.contains(domain)))
                        .count();
    }

    private static boolean isId(String key) {
        return key.matches("001[A-Za-z0-9]{12}([A-Za-z0-9]{3})?");
    }

    private static String list(List<String> columns) {
        return columns.stream().map(column -> ", " + column).collect(Collectors.joining());
    }

    private static String in(java.util.Collection<String> values) {
        return values.stream().map(OrgApi::quoted).collect(Collectors.joining(",", "(", ")"));
    }
}
