package dev.baton.simulation;

import dev.baton.simulation.vendor.Desk;
import dev.baton.simulation.vendor.Org;
import dev.baton.simulation.vendor.VirtualTime;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The company before we come. */
final class Founding {
    private static final int ACCOUNTS = 8;

    private final Random random;
    private final Org org;
    private final Desk desk;
    private final VirtualTime time;

    Founding(long seed, Org org, Desk desk, VirtualTime time) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 2);
        this.org = org;
        this.desk = desk;
        this.time = time;
    }

    void found() {
        for (int number = 1; number <= ACCOUNTS; number++) {
            account(org, number, random.nextInt(8) > 0);
            for (int deals = random.nextInt(4); deals > 0; deals--) {
                org.create(Org.OPPORTUNITY, deal(last(), random.nextInt(3) == 0));
            }
            if (random.nextInt(6) > 0) {
                tickets(desk.organization("K" + number));
            }
            time.pass(Duration.ofSeconds(random.nextInt(3)));
        }
        time.pass(Duration.ofMinutes(5));
    }

    private String last() {
        return org.rows(Org.ACCOUNT).lastKey();
    }

    private void tickets(long organization) {
        for (int tickets = random.nextInt(6); tickets > 0; tickets--) {
            desk.ticket(organization);
        }
    }

    static String account(Org org, int number, boolean customer) {
        var values = new TreeMap<String, @Nullable String>();
        values.put("Name", "Account " + number);
        values.put("Type", customer ? "Customer" : "Prospect");
        values.put("External_Id__c", "K" + number);
        values.put("CSM__c", number % 2 == 0 ? "005000000000007AAA" : null);
        return org.create(Org.ACCOUNT, values);
    }

    static Map<String, @Nullable String> deal(String account, boolean lost) {
        var values = new TreeMap<String, @Nullable String>();
        values.put("AccountId", account);
        values.put("StageName", lost ? "Closed Lost" : "Prospecting");
        values.put("Amount", "100");
        return values;
    }
}
