package dev.baton.crm.salesforce;

import dev.baton.port.Sink;
import dev.baton.testkit.SinkContract;
import dev.baton.testkit.SinkWorld;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

class SalesforceSinkContractTest extends SinkContract {

    @Override
    public SinkWorld newWorld() {
        return new World();
    }

    private static final class World extends FakeWorld implements SinkWorld {

        @Override
        public Sink open() {
            return salesforce.open(salesforce.settings()).sink();
        }

        @Override
        public String object() {
            return "Account";
        }

        @Override
        public String textField() {
            return "Name";
        }

        @Override
        public String numberField() {
            return "Baton_Score__c";
        }

        @Override
        public String create(String text) {
            FakeOrg.Row row = salesforce.org.create("Account", salesforce.org.now);
            row.values.put("Name", text);
            row.values.put("Baton_Score__c", 50.0);
            return row.id();
        }

        @Override
        public String ownObject() {
            return "Snapshot__c";
        }

        @Override
        public String keyField() {
            return "Key__c";
        }

        @Override
        public String createOwn(String key) {
            FakeOrg.Row row = salesforce.org.create("Snapshot__c", salesforce.org.now);
            row.values.put("Key__c", key);
            return row.id();
        }

        @Override
        public List<String> ownKeys() {
            return salesforce.org.rows("Snapshot__c").stream()
                    .map(row -> String.valueOf(row.values.get("Key__c")))
                    .sorted()
                    .toList();
        }

        @Override
        public String unknownId() {
            return FakeOrg.id("Account", 999_999);
        }

        @Override
        public void refuse(String id, Refusal refusal) {
            texts.add("canary-record-text");
            String code =
                    switch (refusal) {
                        case RULE -> "FIELD_CUSTOM_VALIDATION_EXCEPTION";
                        case LOCKED -> "UNABLE_TO_LOCK_ROW";
                    };
            salesforce.partner.refusals.put(
                    id, new FakePartner.Refusal(code, "canary-record-text", List.of("Name")));
        }

        @Override
        public Optional<Map<String, @Nullable Object>> stored(String id) {
            return Optional.ofNullable(salesforce.org.row("Account", id))
                    .map(row -> new LinkedHashMap<>(row.values));
        }

        @Override
        public int updatesOf(String id) {
            return Objects.requireNonNull(salesforce.org.row("Account", id)).updates;
        }

        @Override
        public int updateRequests() {
            return (int)
                    salesforce.calls.stream()
                            .filter(call -> call.url().contains("/Soap/") && !call.repeatable())
                            .count();
        }

        @Override
        public void withdrawEditRight(String id) {
            salesforce.org.readOnly.add(id);
        }
    }
}
