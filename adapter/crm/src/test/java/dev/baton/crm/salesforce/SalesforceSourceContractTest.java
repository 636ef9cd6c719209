package dev.baton.crm.salesforce;

import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import dev.baton.testkit.SourceContract;
import dev.baton.testkit.SourceWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

class SalesforceSourceContractTest extends SourceContract {

    @Override
    public SourceWorld newWorld(int pageSize) {
        return new World(pageSize);
    }

    private static final class World extends FakeWorld implements SourceWorld {
        private final int pageSize;

        World(int pageSize) {
            this.pageSize = pageSize;
        }

        @Override
        public Source open() {
            return salesforce.open(salesforce.settings().withPageSize(pageSize)).source();
        }

        @Override
        public StreamRequest request() {
            return new StreamRequest("Account", List.of("Name"));
        }

        @Override
        public String labelField() {
            return "Name";
        }

        @Override
        public void setClock(Instant now) {
            salesforce.org.now = now;
        }

        @Override
        public String create(Instant at, String label) {
            FakeOrg.Row row = salesforce.org.create("Account", at);
            row.values.put("Name", label);
            return row.id();
        }

        @Override
        public void modify(String id, Instant at, String label) {
            row(id).values.put("Name", label);
            row(id).values.put("SystemModstamp", at);
        }

        @Override
        public void delete(String id, Instant at) {
            row(id).values.put("IsDeleted", true);
            row(id).values.put("SystemModstamp", at);
        }

        private FakeOrg.Row row(String id) {
            return Objects.requireNonNull(salesforce.org.row("Account", id));
        }

        @Override
        public void createUnreadable(Instant at) {
            FakeOrg.Row row = salesforce.org.create("Account", at);
            row.values.put("Name", "canary-unreadable");
            row.withoutId = true;
            texts.add("canary-unreadable");
        }

        @Override
        public Duration lateBy() {
            return Duration.ofMinutes(9);
        }
    }
}
