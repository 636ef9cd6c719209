package dev.baton.mappings.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import dev.baton.mappings.translate.Raw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkerTest {
    private static final Instant THEN = Instant.parse("2013-01-01T00:00:00Z");
    private static final String ACME = "001Hs0aQNqdlFS9IMM";
    private static final String BOLT = "001Hs0zubIKRNBBIQ5";

    private static final List<LinkRule> RULES =
            List.of(
                    new LinkRule.AccountId("organization_fields.crm_id"),
                    new LinkRule.SameKey("external_id", "external_id"),
                    new LinkRule.SameDomain("domain", "domain_names"));

    private static final List<CanonicalRecord> ACCOUNTS =
            List.of(
                    account(ACME, "customer-1", "https://www.acme.com/about"),
                    account(BOLT, "customer-2", "bolt.io"));

    @Test
    void anExplicitIdWinsOverAllElse() {
        assertThat(link(organisation("1", ACME, "customer-2", "bolt.io")).linked())
                .containsExactly(Map.entry("1", ACME));
    }

    @Test
    void theFifteenCharactersThatSalesforceShowsAreTheSameId() {
        assertThat(link(organisation("1", ACME.substring(0, 15), null)).linked())
                .containsEntry("1", ACME);
    }

    @Test
    void anIdInAnotherLetterCaseIsAnotherId() {
        Links links =
                link(organisation("1", ACME.toLowerCase(java.util.Locale.ROOT), "customer-1"));
        assertThat(links.linked()).isEmpty();
        assertThat(links.unlinked()).containsExactly("1");
    }

    @Test
    void anIdThatNamesNoAccountIsNeverReplacedByAGuess() {
        assertThat(link(organisation("1", "001000000000000AAA", "customer-1")).unlinked())
                .containsExactly("1");
    }

    @Test
    void keysCompareWithoutLetterCase() {
        assertThat(link(organisation("1", null, " Customer-1 ")).linked()).containsEntry("1", ACME);
    }

    @Test
    void aKeyThatIsTheSameForTwoAccountsIsAmbiguous() {
        var accounts = List.of(account(ACME, "KEY", null), account(BOLT, "key", null));
        Links links = Linker.link(RULES, accounts, List.of(organisation("1", null, "KEY")));
        assertThat(links.linked()).isEmpty();
        assertThat(links.ambiguous()).containsExactly(Map.entry("1", List.of(ACME, BOLT)));
    }

    @Test
    void aBlankKeyLinksNothing() {
        var accounts = List.of(account(ACME, "", null), account(BOLT, "  ", null));
        assertThat(Linker.link(RULES, accounts, List.of(organisation("1", " ", " "))).unlinked())
                .containsExactly("1");
    }

    @Test
    void aDomainOfTheirOwnLinksAFreeOneDoesNot() {
        assertThat(link(organisation("1", null, null, "gmail.com", "ACME.com")).linked())
                .containsEntry("1", ACME);
        var gmail = List.of(account(ACME, null, "gmail.com"));
        assertThat(
                        Linker.link(
                                        RULES,
                                        gmail,
                                        List.of(organisation("1", null, null, "gmail.com")))
                                .unlinked())
                .containsExactly("1");
    }

    @Test
    void domainsOfTwoAccountsAreAmbiguous() {
        assertThat(link(organisation("1", null, null, "acme.com", "bolt.io")).ambiguous())
                .containsEntry("1", List.of(ACME, BOLT));
        var shared = List.of(account(ACME, null, "acme.com"), account(BOLT, null, "acme.com"));
        assertThat(
                        Linker.link(
                                        RULES,
                                        shared,
                                        List.of(organisation("1", null, null, "acme.com")))
                                .ambiguous())
                .containsEntry("1", List.of(ACME, BOLT));
    }

    @Test
    void aKeyThatMatchesNobodyLeavesTheDomainToSpeak() {
        assertThat(link(organisation("1", null, "unknown", "bolt.io")).linked())
                .containsEntry("1", BOLT);
    }

    @Test
    void twoOrganisationsMayBeOneAccount() {
        Links links = link(organisation("1", ACME, null), organisation("2", null, "customer-1"));
        assertThat(links.linked()).containsExactly(Map.entry("1", ACME), Map.entry("2", ACME));
    }

    @Test
    void theOrderOfRecordsDoesNotMatter() {
        long seed = 20131105;
        var random = new Random(seed);
        List<Raw> organisations =
                new ArrayList<>(
                        List.of(
                                organisation("1", ACME, null),
                                organisation("2", null, "customer-2"),
                                organisation("3", null, null, "acme.com", "bolt.io"),
                                organisation("4", null, null)));
        List<CanonicalRecord> accounts = new ArrayList<>(ACCOUNTS);
        Links first = Linker.link(RULES, accounts, organisations);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(organisations, random);
            Collections.shuffle(accounts, random);
            assertThat(Linker.link(RULES, accounts, organisations))
                    .as("seed " + seed)
                    .isEqualTo(first);
        }
        assertThat(first.linked()).hasSize(2);
        assertThat(first.unlinked()).containsExactly("4");
        assertThat(first.ambiguous()).hasSize(1);
    }

    private static Links link(Raw... organisations) {
        return Linker.link(RULES, ACCOUNTS, List.of(organisations));
    }

    private static CanonicalRecord account(
            String id, @Nullable String key, @Nullable String domain) {
        var fields = new TreeMap<String, Value>();
        if (key != null) {
            fields.put("external_id", new Value.Text(key));
        }
        if (domain != null) {
            fields.put("domain", new Value.Text(domain));
        }
        var ref = new RecordRef("salesforce", "Account", id);
        return new CanonicalRecord(RecordType.ACCOUNT, ref, THEN, THEN, fields);
    }

    private static Raw organisation(
            String id, @Nullable String crmId, @Nullable String key, String... domains) {
        var own = new LinkedHashMap<String, @Nullable Object>();
        own.put("crm_id", crmId);
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("organization_fields", own);
        fields.put("external_id", key);
        fields.put("domain_names", List.of(domains));
        return new Raw(id, THEN, THEN, fields);
    }
}
