package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.metadata.PackageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What lists, reports, dashboard and components name is in the package. */
final class PackageReferencesTest {
    private static final PackageContents CONTENTS = PackageReader.read(TestOrg.packageDir());
    private static final String SOURCE = "force-app/main/default/";
    private static final Pattern FIELD =
            Pattern.compile("(?:(Account|Activity|Baton_\\w+?__c)\\.)?(\\w+__c)");
    private static final Pattern LABEL = Pattern.compile("@salesforce/label/c\\.(\\w+)");
    private static final Pattern SCHEMA = Pattern.compile("@salesforce/schema/(\\w+)\\.(\\w+)");

    @Test
    void everyColumnAndFilterOfAListIsAFieldOfItsObject() {
        List<Path> lists =
                PackageFiles.under(SOURCE + "objects").stream()
                        .filter(file -> file.toString().endsWith(".listView-meta.xml"))
                        .toList();
        assertThat(lists).hasSize(7);
        for (Path file : lists) {
            String object = PackageFiles.below("objects", file);
            assertThat(named(PackageFiles.root(file), object))
                    .as(file.toString())
                    .isSubsetOf(known());
        }
    }

    @Test
    void sixReportsNameFieldsThatAreThereAndNoneRanksCsms() {
        List<Path> reports = PackageFiles.under(SOURCE + "reports/Baton");
        assertThat(reports).hasSize(6);
        for (Path file : reports) {
            Element report = PackageFiles.root(file);
            assertThat(named(report, "Account"))
                    .as(file.toString())
                    .isNotEmpty()
                    .isSubsetOf(known());
            assertThat(report.getTextContent()).doesNotContain("Baton_CSM__c", "USERS.NAME");
            assertThat(PackageFiles.text(report, "description")).hasSizeBetween(20, 255);
        }
    }

    @Test
    void theDashboardShowsReportsOfThePackageAndFieldsTheyHave() {
        Element dashboard =
                PackageFiles.root(
                        "dashboard/main/default/dashboards/Baton/Customer_Health.dashboard-meta.xml");
        Set<String> shown = new TreeSet<>();
        for (String section : List.of("leftSection", "middleSection", "rightSection")) {
            for (Element part :
                    PackageFiles.children(
                            PackageFiles.children(dashboard, section).getFirst(), "components")) {
                String report = PackageFiles.text(part, "report");
                shown.add(report);
                assertThat(named(part, "Account"))
                        .isSubsetOf(
                                named(
                                        PackageFiles.root(
                                                SOURCE + "reports/" + report + ".report-meta.xml"),
                                        "Account"));
            }
        }
        assertThat(shown).hasSizeGreaterThan(3);
        // Nobody's name is shipped: who deploys it says as whom it runs.
        assertThat(PackageFiles.text(dashboard, "runningUser"))
                .isEqualTo("BATON_DASHBOARD_RUNNING_USER");
    }

    @Test
    void everyLabelIsUsedAndEveryUsedOneIsThere() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path file : components()) {
            LABEL.matcher(Files.readString(file)).results().forEach(use -> used.add(use.group(1)));
        }
        List<String> defined =
                PackageFiles.children(
                                PackageFiles.root(SOURCE + "labels/CustomLabels.labels-meta.xml"),
                                "labels")
                        .stream()
                        .map(label -> PackageFiles.text(label, "fullName"))
                        .toList();
        assertThat(used).containsExactlyElementsOf(defined);
    }

    @Test
    void everyFieldThatAComponentReadsIsInThePackage() throws IOException {
        Set<String> read = new TreeSet<>();
        for (Path file : components()) {
            SCHEMA.matcher(Files.readString(file))
                    .results()
                    .forEach(use -> read.add(use.group(1) + "." + use.group(2)));
        }
        assertThat(read).hasSizeGreaterThan(15).isSubsetOf(known());
    }

    /** A component that calls code of its own would need a right to it, and tests in the org. */
    @Test
    void componentsUseTheUserInterfaceApiAndNoApex() throws IOException {
        for (Path file : components()) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain("@salesforce/apex", "innerHTML", "lwc:inner-html", "eval(");
        }
    }

    private static List<Path> components() {
        return PackageFiles.under(SOURCE + "lwc").stream()
                .filter(file -> !file.toString().contains("__tests__"))
                .filter(file -> file.toString().matches(".*\\.(js|html)"))
                .toList();
    }

    /** Fields of ours in a file, those without an object being of the given one. */
    private static Set<String> named(Element root, String object) {
        Set<String> names = new TreeSet<>();
        for (MatchResult match : FIELD.matcher(String.join(" ", texts(root))).results().toList()) {
            String of = match.group(1) == null ? object : match.group(1);
            names.add((of.equals("Activity") ? "Task" : of) + "." + match.group(2));
        }
        return names;
    }

    private static List<String> texts(Element root) {
        List<String> texts = new java.util.ArrayList<>();
        var all = root.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i).getFirstChild() != null
                    && all.item(i).getChildNodes().getLength() == 1) {
                texts.add(all.item(i).getTextContent());
            }
        }
        return texts;
    }

    private static Set<String> known() {
        Set<String> names = new TreeSet<>();
        CONTENTS.fields()
                .forEach(
                        (object, fields) ->
                                fields.forEach(field -> names.add(object + "." + field.name())));
        return names;
    }
}
