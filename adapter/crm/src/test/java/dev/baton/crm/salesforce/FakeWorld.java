package dev.baton.crm.salesforce;

import dev.baton.testkit.Fault;
import dev.baton.testkit.FaultyWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A fake org as the contracts play on it. */
abstract class FakeWorld implements FaultyWorld {
    final FakeSalesforce salesforce = new FakeSalesforce();
    final List<String> texts = new ArrayList<>();

    @Override
    public void inject(Fault fault, int times) {
        for (int n = Math.min(times, 1000); n > 0; n--) {
            salesforce.faults.add(fault);
        }
    }

    @Override
    public void heal() {
        salesforce.faults.clear();
    }

    @Override
    public int dataRequests() {
        return salesforce.dataRequests;
    }

    @Override
    public int tokenRequests() {
        return salesforce.tokenRequests;
    }

    @Override
    public List<Duration> pauses() {
        return List.copyOf(salesforce.pauses);
    }

    @Override
    public List<String> secrets() {
        var secrets = new ArrayList<>(List.of(FakeSalesforce.SECRET, "canary-client-id"));
        secrets.addAll(salesforce.tokens);
        secrets.addAll(texts);
        return secrets;
    }

    @Override
    public int foreignRequests() {
        return salesforce.foreignRequests;
    }

    @Override
    public void close() {}
}
