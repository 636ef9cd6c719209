package dev.baton.app;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Changes records of the sandbox as an administrator does. */
final class AdminEdit {
    private AdminEdit() {}

    static void of(SandboxProcess sandbox, String object, String id, String fields)
            throws Exception {
        HttpResponse<String> answer =
                sandbox.send(
                        sandbox.asAdministrator(SandboxProcess.RECORDS + object + "/" + id)
                                .header("Content-Type", "application/json")
                                .method("PATCH", HttpRequest.BodyPublishers.ofString(fields)));
        if (answer.statusCode() != 204) {
            throw new IllegalStateException("not edited: " + answer.body());
        }
    }

    /** Merges a record into another, which keeps its own values. */
    static void merge(SandboxProcess sandbox, String object, String master, String loser)
            throws Exception {
        String session = sandbox.session("admin@sandbox.invalid");
        HttpResponse<String> answer =
                sandbox.send(
                        sandbox.request("/services/Soap/u/65.0")
                                .header("Content-Type", "text/xml; charset=UTF-8")
                                .header("SOAPAction", "\"\"")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                merge(session, object, master, loser))));
        if (!answer.body().contains("<success>true</success>")) {
            throw new IllegalStateException("not merged: " + answer.body());
        }
    }

    private static String merge(String session, String object, String master, String loser) {
        return """
            <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/" xmlns:p="urn:partner.soap.sforce.com"
                xmlns:o="urn:sobject.partner.soap.sforce.com">
              <Header><p:SessionHeader><p:sessionId>%s</p:sessionId></p:SessionHeader></Header>
              <Body><p:merge><p:request>
                <p:masterRecord><o:type>%s</o:type><o:Id>%s</o:Id></p:masterRecord>
                <p:recordToMergeIds>%s</p:recordToMergeIds>
              </p:request></p:merge></Body>
            </Envelope>
            """
                .formatted(session, object, master, loser);
    }
}
