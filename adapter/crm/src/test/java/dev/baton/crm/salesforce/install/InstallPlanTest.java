package dev.baton.crm.salesforce.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.crm.salesforce.install.Component.Container;
import dev.baton.crm.salesforce.install.Component.Content;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InstallPlanTest {
    private static final String ORG = "00D000000000001AAA";
    private static final Component SCORE = field("Score__c", "<label>Score</label>");
    private static final Component BAND = field("Band__c", "<label>Band</label>");

    private static Component field(String name, String xml) {
        var container = new Container("objects/Account.object", "CustomObject");
        return new Component(
                new Component.Id("CustomField", "Account." + name),
                new Content.Element(container, "fields", xml));
    }

    private static SortedSet<Component.Id> there(Component... components) {
        var ids = new TreeSet<Component.Id>();
        for (Component component : components) {
            ids.add(component.id());
        }
        return ids;
    }

    private static Manifest installed(Component... components) {
        return Manifest.none(ORG).intending(List.of(components)).finished();
    }

    @Test
    void anEmptyOrgGetsAll() {
        var wanted = new OrgPackage(List.of(SCORE, BAND));
        InstallPlan plan = InstallPlan.of(wanted, there(), Manifest.none(ORG));
        assertThat(plan.added()).containsExactly(SCORE, BAND);
        assertThat(plan.deployed()).containsExactly(SCORE, BAND);
    }

    @Test
    void aSecondInstallationDoesNothing() {
        var wanted = new OrgPackage(List.of(SCORE, BAND));
        InstallPlan plan = InstallPlan.of(wanted, there(SCORE, BAND), installed(SCORE, BAND));
        assertThat(plan.nothingToDo()).isTrue();
        assertThat(plan.same()).containsExactly(SCORE, BAND);
    }

    @Test
    void anUpgradeAddsAndRenewsAndLeavesTheRest() {
        Component renamed = field("Score__c", "<label>Health</label>");
        var wanted = new OrgPackage(List.of(renamed, BAND));
        InstallPlan plan = InstallPlan.of(wanted, there(SCORE), installed(SCORE));
        assertThat(plan.renewed()).containsExactly(renamed);
        assertThat(plan.added()).containsExactly(BAND);
    }

    @Test
    void whatTheNewVersionNoLongerHasStays() {
        Manifest both = installed(SCORE, BAND);
        InstallPlan plan = InstallPlan.of(new OrgPackage(List.of(SCORE)), there(SCORE, BAND), both);
        assertThat(plan.nothingToDo()).isTrue();
        assertThat(both.intending(plan.deployed()).components()).containsKey(BAND.id());
    }

    @Test
    void aNameThatSomebodyElseUsesIsACollision() {
        InstallPlan plan =
                InstallPlan.of(new OrgPackage(List.of(SCORE)), there(SCORE), Manifest.none(ORG));
        assertThat(plan.collisions()).containsExactly(SCORE);
        assertThat(plan.deployed()).isEmpty();
    }

    @Test
    void whatWeMadeAndSomebodyDeletedComesBack() {
        InstallPlan plan =
                InstallPlan.of(new OrgPackage(List.of(SCORE)), there(), installed(SCORE));
        assertThat(plan.added()).containsExactly(SCORE);
    }

    @Test
    void aRunThatBrokeOffKnowsItsOwnTraces() {
        Manifest brokenOff = Manifest.none(ORG).intending(List.of(SCORE));
        InstallPlan plan = InstallPlan.of(new OrgPackage(List.of(SCORE)), there(SCORE), brokenOff);
        assertThat(plan.collisions()).isEmpty();
        assertThat(plan.renewed()).containsExactly(SCORE);
    }

    @Test
    void theManifestIsReadAsItWasWritten() {
        Manifest manifest =
                installed(SCORE, BAND)
                        .with(
                                new Assignment(
                                        Assignment.Kind.PERMISSION_SET,
                                        "Baton_CSM",
                                        "005000000000001AAA"));
        assertThat(Manifest.parse(manifest.text())).isEqualTo(manifest);
        assertThatThrownBy(() -> Manifest.parse("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Manifest.parse("<html>"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void licencesAreGivenBeforePermissionSets() {
        var set = new Assignment(Assignment.Kind.PERMISSION_SET, "A", "005000000000001AAA");
        var licence = new Assignment(Assignment.Kind.LICENCE, "Z", "005000000000009AAA");
        assertThat(new TreeSet<>(List.of(set, licence))).containsExactly(licence, set);
    }
}
