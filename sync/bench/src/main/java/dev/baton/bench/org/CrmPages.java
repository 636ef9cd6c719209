package dev.baton.bench.org;

import java.util.function.IntToLongFunction;

/** Pages of the CRM's objects. */
final class CrmPages {
    private final GeneratedOrg org;

    CrmPages(GeneratedOrg org) {
        this.org = org;
    }

    /** Writes one row. */
    @FunctionalInterface
    interface Rows {
        void write(int row, JsonBytes out);
    }

    byte[] query(Soql query) {
        return switch (query.object()) {
            case "Account" ->
                    page(query, org.size().accounts(), GeneratedOrg::accountStamp, org::account);
            case "Opportunity" ->
                    page(query, org.size().opportunities(), GeneratedOrg::dealStamp, org::deal);
            default -> throw new IllegalArgumentException("no such object");
        };
    }

    /** How many rows the object of a query has. */
    String count(String query) {
        int rows =
                query.contains(" FROM Account")
                        ? org.size().accounts()
                        : org.size().opportunities();
        return "{\"totalSize\":" + rows + ",\"done\":true,\"records\":[]}";
    }

    private static byte[] page(Soql query, int all, IntToLongFunction stamps, Rows rows) {
        int from = first(query, all, stamps);
        int to = Math.min(all, from + query.limit());
        var out = new JsonBytes().text("{\"totalSize\":").number(to - from);
        out.text(",\"done\":true,\"records\":[");
        for (int row = from; row < to; row++) {
            rows.write(row, row == from ? out : out.text(","));
        }
        return out.text("]}").toBytes();
    }

    private static int first(Soql query, int all, IntToLongFunction stamps) {
        if (query.behind() != null) {
            return GeneratedOrg.row(query.behind()) + 1;
        }
        if (query.since() == null) {
            return 0;
        }
        long since = query.since().toEpochMilli();
        int low = 0;
        int high = all;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stamps.applyAsLong(middle) < since) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
