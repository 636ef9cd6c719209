package dev.baton.crm.salesforce.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrgPackageTest {
    private static final String NAMESPACE = " xmlns=\"http://soap.sforce.com/2006/04/metadata\"";

    @TempDir Path folder;

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve("force-app/main/default").resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private static String xml(String root, String inner) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<"
                + root
                + NAMESPACE
                + ">"
                + inner
                + "</"
                + root
                + ">\n";
    }

    private Map<String, String> converted() throws IOException {
        return MetadataFormat.files(OrgPackage.in(folder).components());
    }

    @Test
    void anObjectsFilesBecomeOne() throws IOException {
        write("objects/Run__c/Run__c.object-meta.xml", xml("CustomObject", "<label>Run</label>"));
        write(
                "objects/Run__c/fields/B__c.field-meta.xml",
                xml("CustomField", "<fullName>B__c</fullName>"));
        write(
                "objects/Run__c/fields/A__c.field-meta.xml",
                xml("CustomField", "<fullName>A__c</fullName>"));
        write(
                "objects/Run__c/listViews/All.listView-meta.xml",
                xml("ListView", "<fullName>All</fullName>"));
        assertThat(converted().get("objects/Run__c.object"))
                .isEqualTo(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Run</label>
                            <fields><fullName>A__c</fullName></fields>
                            <fields><fullName>B__c</fullName></fields>
                            <listViews><fullName>All</fullName></listViews>
                        </CustomObject>
                        """);
        assertThat(converted().get("package.xml"))
                .isEqualTo(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <Package xmlns="http://soap.sforce.com/2006/04/metadata">
                            <types>
                                <members>Run__c.A__c</members>
                                <members>Run__c.B__c</members>
                                <name>CustomField</name>
                            </types>
                            <types>
                                <members>Run__c</members>
                                <name>CustomObject</name>
                            </types>
                            <types>
                                <members>Run__c.All</members>
                                <name>ListView</name>
                            </types>
                            <version>65.0</version>
                        </Package>
                        """);
    }

    /** A line break in a formula is part of it. */
    @Test
    void aFormulaKeepsItsWhiteSpaceAndItsEntities() throws IOException {
        String formula = "<formula>IF(A__c &gt; 1,\n   \"&amp; so\",\n\t\"\")</formula>";
        write(
                "objects/Account/fields/F__c.field-meta.xml",
                xml("CustomField", "<fullName>F__c</fullName>" + formula));
        assertThat(converted().get("objects/Account.object")).contains(formula);
    }

    @Test
    void anObjectOfTheVendorIsNotNamedForItsFields() throws IOException {
        write(
                "objects/Account/fields/F__c.field-meta.xml",
                xml("CustomField", "<fullName>F__c</fullName>"));
        assertThat(converted().get("package.xml")).doesNotContain("CustomObject");
    }

    @Test
    void reportsLieInTheirFolder() throws IOException {
        write("reports/Ours.reportFolder-meta.xml", xml("ReportFolder", "<name>Ours</name>"));
        write("reports/Ours/Red.report-meta.xml", xml("Report", "<name>Red</name>"));
        assertThat(converted().keySet())
                .containsExactly("package.xml", "reports/Ours-meta.xml", "reports/Ours/Red.report");
        assertThat(OrgPackage.in(folder).ofType("Report"))
                .extracting(each -> each.id().name())
                .containsExactly("Ours", "Ours/Red");
    }

    @Test
    void aComponentsTestsStayHere() throws IOException {
        write("lwc/card/card.js", "export default 1;");
        write("lwc/card/card.js-meta.xml", xml("LightningComponentBundle", ""));
        write("lwc/card/__tests__/card.test.js", "it('works');");
        assertThat(converted().keySet())
                .containsExactly("lwc/card/card.js", "lwc/card/card.js-meta.xml", "package.xml");
    }

    @Test
    void everyLabelIsAComponentAndAllAreOneFile() throws IOException {
        write(
                "labels/CustomLabels.labels-meta.xml",
                xml(
                        "CustomLabels",
                        "<labels><fullName>One</fullName><value>a &lt; b</value></labels>"
                                + "<labels><fullName>Two</fullName></labels>"));
        assertThat(converted().get("package.xml"))
                .contains("<members>One</members>", "<members>Two</members>", "CustomLabel<");
        assertThat(converted().get("labels/CustomLabels.labels"))
                .contains("<labels><fullName>One</fullName><value>a &lt; b</value></labels>");
    }

    @Test
    void translationsComeOnlyInTheLanguagesAskedFor() throws IOException {
        write(
                "objectTranslations/Account-it/Account-it.objectTranslation-meta.xml",
                xml("CustomObjectTranslation", ""));
        write(
                "objectTranslations/Account-it/F__c.fieldTranslation-meta.xml",
                xml("CustomFieldTranslation", "<label>Salute</label><name>F__c</name>"));
        write("translations/de.translation-meta.xml", xml("Translations", ""));
        OrgPackage all = OrgPackage.in(folder);
        assertThat(all.languages()).containsExactly("de", "it");
        var none = new OrgPackage.Choice(new TreeSet<>(), false);
        assertThat(all.chosen(none).components()).isEmpty();
        var italian = new OrgPackage.Choice(new TreeSet<>(List.of("it")), false);
        assertThat(MetadataFormat.files(all.chosen(italian).components()))
                .hasSize(2)
                .hasEntrySatisfying(
                        "objectTranslations/Account-it.objectTranslation",
                        text ->
                                assertThat(text)
                                        .contains(
                                                "<fields><label>Salute</label><name>F__c</name></fields>"));
    }

    @Test
    void whatWouldReplaceACustomersThingsIsLeftOut() throws IOException {
        write("layouts/Account-Account Layout.layout-meta.xml", xml("Layout", ""));
        assertThat(OrgPackage.in(folder).components()).isEmpty();
    }

    @Test
    void metadataOfAnUnknownKindIsNoSilentLoss() throws IOException {
        write("classes/Ours.cls", "class Ours {}");
        assertThatThrownBy(() -> OrgPackage.in(folder)).hasMessageContaining("classes/Ours.cls");
    }

    @Test
    void brokenXmlIsToldWithItsFile() throws IOException {
        write("objects/Account/fields/F__c.field-meta.xml", "<CustomField><a></CustomField>");
        assertThatThrownBy(() -> OrgPackage.in(folder)).hasMessageContaining("fields/F__c");
    }

    @Test
    void theShippedPackageIsWholeAndTheSameBytesEachTime() throws IOException {
        var nothingMore = new OrgPackage.Choice(new TreeSet<>(), false);
        OrgPackage shipped = OrgPackage.shipped().chosen(nothingMore);
        assertThat(shipped.byId().keySet())
                .contains(
                        new Component.Id("CustomField", "Account.Baton_Score__c"),
                        new Component.Id("CustomField", "Activity.Baton_Key__c"),
                        new Component.Id("CustomObject", "Baton_Run__c"),
                        new Component.Id("ValidationRule", "Account.Baton_Override_Is_Complete"),
                        new Component.Id("CustomPermission", "Baton_Integration"),
                        new Component.Id("PermissionSet", "Baton_Integration"));
        byte[] zip = MetadataFormat.zip(MetadataFormat.files(shipped.components()));
        OrgPackage again = OrgPackage.shipped().chosen(nothingMore);
        assertThat(MetadataFormat.zip(MetadataFormat.files(again.components()))).isEqualTo(zip);
        assertThat(entries(zip)).contains("package.xml", "objects/Account.object");
    }

    private static List<String> entries(byte[] bytes) throws IOException {
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void removalNamesWhatGoesAndBringsNothing() {
        assertThat(MetadataFormat.removal(List.of(new Component.Id("CustomField", "Account.F__c"))))
                .hasEntrySatisfying(
                        "destructiveChanges.xml",
                        text -> assertThat(text).contains("<members>Account.F__c</members>"))
                .hasEntrySatisfying(
                        "package.xml", text -> assertThat(text).doesNotContain("members"));
    }
}
