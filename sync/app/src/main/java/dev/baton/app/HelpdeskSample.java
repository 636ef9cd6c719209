package dev.baton.app;

import dev.baton.crm.salesforce.survey.Organisations;
import dev.baton.helpdesk.zendesk.ZendeskSettings;
import dev.baton.helpdesk.zendesk.ZendeskSource;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.RawRecord;
import dev.baton.port.StreamRequest;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What some organisations of the helpdesk say of the account they are. */
final class HelpdeskSample {
    /** Enough to tell a key by. */
    private static final int MOST = 100;

    private HelpdeskSample() {}

    /** From the first page of them. */
    static Organisations of(ZendeskSettings settings) throws AdapterException {
        try (ZendeskSource helpdesk = ZendeskSource.open(settings, Seams.real())) {
            var request =
                    new StreamRequest("organizations", List.of("external_id", "domain_names"));
            var keys = new TreeSet<String>();
            var domains = new TreeSet<String>();
            for (RawRecord organisation : helpdesk.read(request, null).records()) {
                if (organisation.fields().get("external_id") instanceof String key
                        && !key.isBlank()) {
                    keys.add(key);
                }
                if (organisation.fields().get("domain_names") instanceof List<?> names) {
                    names.forEach(name -> domains.add(name.toString().toLowerCase(Locale.ROOT)));
                }
            }
            return new Organisations(
                    keys.stream().limit(MOST).toList(), domains.stream().limit(MOST).toList());
        }
    }
}
