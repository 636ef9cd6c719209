package dev.baton.sandbox.salesforce;

import static dev.baton.sandbox.salesforce.BulkCalls.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sandbox.SandboxReply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was deployed, and what came with the export, read back and changed piece by piece. */
final class MetadataReadTest {
    private TestOrg org;
    private String session;

    @BeforeEach
    void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir, Map.of("Account", "Id,Name,Tier__c\n001000000000001AAA,Acme,Gold\n"));
        session = org.tokenOf(Deployer.ADMIN);
    }

    private SandboxReply call(String body) {
        return org.send(
                "POST",
                "/services/Soap/m/65.0",
                Map.of(),
                Map.of("soapaction", "\"\""),
                """
                <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                  <soapenv:Header><SessionHeader><sessionId>%s</sessionId></SessionHeader></soapenv:Header>
                  <soapenv:Body>%s</soapenv:Body>
                </soapenv:Envelope>"""
                        .formatted(session, body));
    }

    private String read(String type, String... names) {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append("<fullNames>").append(name).append("</fullNames>");
        }
        SandboxReply reply =
                call("<readMetadata><type>%s</type>%s</readMetadata>".formatted(type, all));
        assertThat(reply.status()).as(text(reply)).isEqualTo(200);
        assertThat(reply.write()).isFalse();
        return text(reply);
    }

    /** The files of a retrieval by name. */
    private Map<String, String> retrieve(String types) throws IOException {
        String asked =
                text(
                        call(
                                "<retrieve><retrieveRequest><apiVersion>65.0</apiVersion><singlePackage>true</singlePackage><unpackaged>%s<version>65.0</version></unpackaged></retrieveRequest></retrieve>"
                                        .formatted(types)));
        String id = asked.replaceAll("(?s).*<id>(09S\\w+)</id>.*", "$1");
        String check =
                "<checkRetrieveStatus><asyncProcessId>"
                        + id
                        + "</asyncProcessId></checkRetrieveStatus>";
        assertThat(text(call(check))).contains("<done>false</done>");
        String done = text(call(check));
        assertThat(done).contains("<status>Succeeded</status>");
        Map<String, String> files = new TreeMap<>();
        files.put("messages", done.replaceAll("(?s).*?(<messages>.*</messages>)?<status>.*", "$1"));
        byte[] zip =
                Base64.getDecoder()
                        .decode(done.replaceAll("(?s).*<zipFile>(.*)</zipFile>.*", "$1"));
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry file = in.getNextEntry(); file != null; file = in.getNextEntry()) {
                files.put(file.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static String types(String type, String... members) {
        StringBuilder all = new StringBuilder("<types>");
        for (String member : members) {
            all.append("<members>").append(member).append("</members>");
        }
        return all.append("<name>").append(type).append("</name></types>").toString();
    }

    @Test
    void aDeployedFieldSaysWhatWasDeployed() {
        assertThat(read("CustomField", "Account.Baton_Score__c"))
                .contains(
                        "<records xsi:type=\"CustomField\"><fullName>Account.Baton_Score__c</fullName>")
                .contains("<precision>3</precision>")
                .contains("<type>Number</type>");
    }

    @Test
    void aFieldOfTheExportSaysWhatTheSchemaKnows() {
        assertThat(read("CustomField", "Account.Tier__c"))
                .contains("<fullName>Account.Tier__c</fullName>")
                .contains("<type>Text</type>");
    }

    @Test
    void whatIsNotThereIsNil() {
        assertThat(read("CustomField", "Account.Nonsense__c"))
                .contains("<result><records xsi:nil=\"true\"></records></result>");
    }

    @Test
    void anObjectHoldsItsParts() {
        assertThat(read("CustomObject", "Baton_Handoff__c"))
                .contains("<label>")
                .contains("<fields><fullName>Status__c</fullName>")
                .contains("<listViews><fullName>Baton_Waiting</fullName>");
    }

    @Test
    void filesAreRetrievedInTheFormInWhichTheyDeploy() throws IOException {
        Map<String, String> files =
                retrieve(
                        types("CustomField", "Account.Baton_Score__c", "Account.Tier__c")
                                + types("PermissionSet", "*")
                                + types("Report", "Baton")
                                + types("CustomObject", "Nonsense__c"));

        assertThat(files.get("objects/Account.object"))
                .startsWith("<?xml")
                .contains("<fields><fullName>Baton_Score__c</fullName>")
                .contains("<fields><fullName>Tier__c</fullName>");
        assertThat(files.get("permissionsets/Baton_CSM.permissionset"))
                .contains("<PermissionSet xmlns=\"http://soap.sforce.com/2006/04/metadata\"");
        assertThat(files.get("reports/Baton-meta.xml")).contains("<ReportFolder ");
        assertThat(files.get("package.xml"))
                .contains("<members>Account.Tier__c</members>")
                .doesNotContain("Nonsense__c");
        assertThat(files.get("messages"))
                .contains("Entity of type 'CustomObject' named 'Nonsense__c' cannot be found");
    }

    @Test
    void olderClientsAskHowARetrievalStandsBeforeTheyFetchIt() {
        String asked =
                text(
                        call(
                                "<retrieve><request><unpackaged>%s</unpackaged></request></retrieve>"
                                        .formatted(types("PermissionSet", "*"))));
        String id = asked.replaceAll("(?s).*<id>(09S\\w+)</id>.*", "$1");
        String check = "<checkStatus><asyncProcessId>" + id + "</asyncProcessId></checkStatus>";

        assertThat(text(call(check))).contains("<state>InProgress</state>");
        assertThat(text(call(check))).contains("<done>true</done>");
        assertThat(
                        text(
                                call(
                                        "<checkRetrieveStatus><asyncProcessId>"
                                                + id
                                                + "</asyncProcessId></checkRetrieveStatus>")))
                .contains("<fileName>unpackaged/permissionsets/Baton_CSM.permissionset</fileName>")
                .contains("<zipFile>");
    }

    @Test
    void aComponentIsCreatedChangedAndDeletedAtOnce() {
        String field =
                "<metadata xsi:type=\"CustomField\"><fullName>Account.Region__c</fullName><label>%s</label><length>20</length><type>Text</type></metadata>";

        String created =
                text(call("<createMetadata>" + field.formatted("A") + "</createMetadata>"));
        String again = text(call("<createMetadata>" + field.formatted("A") + "</createMetadata>"));
        String upserted =
                text(call("<upsertMetadata>" + field.formatted("B") + "</upsertMetadata>"));

        assertThat(created)
                .contains(
                        "<result><fullName>Account.Region__c</fullName><success>true</success></result>");
        assertThat(again).contains("<statusCode>DUPLICATE_DEVELOPER_NAME</statusCode>");
        assertThat(upserted).contains("<result><created>false</created>");
        assertThat(read("CustomField", "Account.Region__c")).contains("<label>B</label>");
        String delete =
                "<deleteMetadata><type>CustomField</type><fullNames>Account.Region__c</fullNames></deleteMetadata>";
        assertThat(text(call(delete))).contains("<success>true</success>");
        assertThat(text(call(delete)))
                .contains("<statusCode>INVALID_CROSS_REFERENCE_KEY</statusCode>");
    }

    @Test
    void whatADeploymentWouldRefuseIsRefused() {
        String lookup =
                "<createMetadata><metadata xsi:type=\"CustomField\"><fullName>Account.To__c</fullName><label>To</label><referenceTo>Nonsense__c</referenceTo><type>Lookup</type></metadata></createMetadata>";

        assertThat(text(call(lookup)))
                .contains("<success>false</success>")
                .contains("does not resolve to a valid sObject type");
        assertThat(
                        text(
                                call(
                                        "<updateMetadata><metadata xsi:type=\"CustomField\"><fullName>Account.Nope__c</fullName><label>x</label><type>Text</type></metadata></updateMetadata>")))
                .contains("<statusCode>INVALID_CROSS_REFERENCE_KEY</statusCode>");
        assertThat(
                        text(
                                call(
                                        "<readMetadata><type>Nonsense</type><fullNames>x</fullNames></readMetadata>")))
                .contains("INVALID_TYPE");
    }
}
