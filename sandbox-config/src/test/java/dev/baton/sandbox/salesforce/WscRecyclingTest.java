package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.EmptyRecycleBinResult;
import com.sforce.soap.partner.GetDeletedResult;
import com.sforce.soap.partner.MergeRequest;
import com.sforce.soap.partner.MergeResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SearchRecord;
import com.sforce.soap.partner.UndeleteResult;
import com.sforce.soap.partner.fault.MalformedSearchFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectorConfig;
import dev.baton.sandbox.host.Host;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches, merges and the recycle bin through the vendor's own SOAP client, over a socket. */
final class WscRecyclingTest {
    private static final String ACME = "001000000000001AAA";
    private static final String BOLT = "001000000000002AAA";
    private static final String LEE = "003000000000001AAA";

    private TestOrg org;
    private Host host;
    private PartnerConnection connection;

    @BeforeEach
    void connect(@TempDir Path dir) throws Exception {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,CreatedDate
                                001000000000001AAA,Acme,2025-01-01T00:00:00Z
                                001000000000002AAA,Bolt,2025-01-01T00:00:00Z
                                """,
                                "Contact",
                                "Id,LastName,AccountId,CreatedDate\n003000000000001AAA,Lee,001000000000002AAA,2025-01-01T00:00:00Z\n"));
        host = Host.Kind.JDK.open(0, org.vendor::handle);
        ConnectorConfig config = new ConnectorConfig();
        config.setManualLogin(true);
        config.setSessionId(org.tokenOf(Deployer.ADMIN));
        config.setServiceEndpoint(host.url() + "/services/Soap/u/65.0/00D000000Baton1");
        connection = new PartnerConnection(config);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static Calendar at(String instant) {
        return GregorianCalendar.from(Instant.parse(instant).atZone(ZoneOffset.UTC));
    }

    @Test
    void aSearchFindsRecordsOfSeveralObjects() throws Exception {
        SearchRecord[] found =
                connection
                        .search("FIND {acme OR lee} RETURNING Account(Id, Name), Contact(Id)")
                        .getSearchRecords();

        assertThat(found).hasSize(2);
        assertThat(found[0].getRecord().getField("Name")).isEqualTo("Acme");
        assertThat(found[1].getRecord().getId()).isEqualTo(LEE);
        assertThatThrownBy(() -> connection.search("FIND acme"))
                .isInstanceOf(MalformedSearchFault.class);
    }

    @Test
    void aMergeMovesWhatPointedToTheRecordThatGoes() throws Exception {
        MergeResult result = merge(ACME, BOLT);

        assertThat(result.isSuccess()).isTrue();
        assertThat(result.getId()).isEqualTo(ACME);
        assertThat(result.getMergedRecordIds()).containsExactly(BOLT);
        assertThat(result.getUpdatedRelatedIds()).containsExactly(LEE);
        assertThat(org.column("SELECT AccountId FROM Contact", "AccountId")).containsExactly(ACME);
        SObject gone =
                connection.queryAll("SELECT Id, MasterRecordId FROM Account WHERE IsDeleted = true")
                        .getRecords()[0];
        assertThat(gone.getId()).isEqualTo(BOLT);
        assertThat(gone.getField("MasterRecordId")).isEqualTo(ACME);
    }

    private MergeResult merge(String master, String... others) throws Exception {
        SObject stays = new SObject("Account");
        stays.setId(master);
        stays.setField("Name", "Acme & Bolt");
        MergeRequest request = new MergeRequest();
        request.setMasterRecord(stays);
        request.setRecordToMergeIds(others);
        return connection.merge(new MergeRequest[] {request})[0];
    }

    @Test
    void aMergeThatCannotBeChangesNothing() throws Exception {
        MergeResult itself = merge(ACME, ACME);
        MergeResult unknown = merge(ACME, "001000000000009AAA");

        assertThat(itself.isSuccess()).isFalse();
        assertThat(itself.getErrors()[0].getStatusCode().name()).isEqualTo("INVALID_ID_FIELD");
        assertThat(unknown.getErrors()[0].getStatusCode().name())
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        assertThat(org.column("SELECT Name FROM Account ORDER BY Name", "Name"))
                .containsExactly("Acme", "Bolt");
    }

    @Test
    void whatIsInTheBinComesBackOrGoesForGood() throws Exception {
        DeleteResult deleted = connection.delete(new String[] {LEE})[0];
        UndeleteResult back = connection.undelete(new String[] {LEE})[0];
        UndeleteResult twice = connection.undelete(new String[] {LEE})[0];

        assertThat(deleted.isSuccess()).isTrue();
        assertThat(back.isSuccess()).isTrue();
        assertThat(twice.getErrors()[0].getStatusCode().name()).isEqualTo("UNDELETE_FAILED");
        assertThat(org.column("SELECT Id FROM Contact", "Id")).containsExactly(LEE);

        connection.delete(new String[] {LEE});
        EmptyRecycleBinResult purged = connection.emptyRecycleBin(new String[] {LEE})[0];

        assertThat(purged.isSuccess()).isTrue();
        assertThat(connection.queryAll("SELECT Id FROM Contact").getSize()).isZero();
    }

    @Test
    void changesAndDeletionsAreListed() throws Exception {
        SObject acme = new SObject("Account");
        acme.setId(ACME);
        acme.setField("Name", "Acme Ltd");
        connection.update(new SObject[] {acme});
        connection.delete(new String[] {BOLT});
        Calendar start = at("2026-03-01T11:00:00Z");
        Calendar end = at("2026-03-01T13:00:00Z");

        GetDeletedResult deleted = connection.getDeleted("Account", start, end);

        assertThat(connection.getUpdated("Account", start, end).getIds()).containsExactly(ACME);
        assertThat(deleted.getDeletedRecords()).hasSize(1);
        assertThat(deleted.getDeletedRecords()[0].getId()).isEqualTo(BOLT);
        assertThat(deleted.getDeletedRecords()[0].getDeletedDate().toInstant())
                .isEqualTo(TestOrg.NOW);
        assertThat(deleted.getLatestDateCovered().toInstant()).isEqualTo(TestOrg.NOW);
    }

    @Test
    void aLogoutEndsTheSession() throws Exception {
        connection.logout();

        assertThatThrownBy(() -> connection.getUserInfo()).isInstanceOf(UnexpectedErrorFault.class);
    }
}
