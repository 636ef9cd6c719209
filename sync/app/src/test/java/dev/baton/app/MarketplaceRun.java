package dev.baton.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.backtest.Ranking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The marketplace synced once at the end of a quarter, and what can be asked after. */
record MarketplaceRun(
        String day,
        MarketplaceExport export,
        SandboxProcess sandbox,
        JsonNode synced,
        JsonNode accounts) {

    /** Serves the export at the last second of the day, and syncs. */
    static MarketplaceRun of(String day, MarketplaceExport export, Path mappings, Path folder)
            throws Exception {
        Files.createDirectories(folder);
        var sandbox =
                SandboxProcess.serve(
                        export.folder(),
                        day + "T23:59:59Z",
                        folder,
                        "--mappings",
                        mappings.toString());
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--json");
        if (sync.exit() != 0) {
            sandbox.close();
            throw new IllegalStateException("sync exits " + sync.exit() + ": " + sync.err());
        }
        JsonNode accounts = Cli.run(sandbox.config, "accounts", "--json").json().get("accounts");
        return new MarketplaceRun(day, export, sandbox, sync.json(), accounts);
    }

    /** The whole document of every account, by external id. */
    SortedMap<String, JsonNode> byExternalId() {
        var all = new TreeMap<String, JsonNode>();
        accounts.forEach(account -> all.put(account.get("external_id").asText(), account));
        return all;
    }

    /** Every outcome of the day against the score; those without one take the middle place. */
    Ranking byScore() throws Exception {
        SortedMap<String, JsonNode> known = byExternalId();
        var scores = new ArrayList<@Nullable Double>();
        for (String seller : export.outcomes(day).keySet()) {
            JsonNode account = known.get(seller);
            scores.add(
                    account == null || account.get("score").isNull()
                            ? null
                            : account.get("score").asDouble());
        }
        return ranking(Ranking.places(scores));
    }

    /** The same by the orders of the quarter alone. */
    Ranking byVolume() throws Exception {
        SortedMap<String, Double> orders = export.usage(day, "n_orders");
        var volumes = new ArrayList<@Nullable Double>();
        export.outcomes(day).keySet().forEach(seller -> volumes.add(orders.get(seller)));
        return ranking(Ranking.places(volumes));
    }

    private Ranking ranking(List<Double> places) throws Exception {
        var rows = new ArrayList<Ranking.Row>();
        export.outcomes(day)
                .forEach(
                        (seller, left) ->
                                rows.add(new Ranking.Row(seller, places.get(rows.size()), left)));
        return new Ranking(rows);
    }

    JsonNode explain(String account) throws Exception {
        return Cli.run(sandbox.config, "explain", account, "--json").json();
    }

    /** A measure of an account, null when it is unknown. */
    @Nullable Double measure(String account, String name) throws Exception {
        JsonNode all = Cli.run(sandbox.config, "measures", "--account", account, "--json").json();
        for (JsonNode measure : all.get("measures")) {
            if (measure.get("measure").asText().equals(name)) {
                return measure.get("value").isNull() ? null : measure.get("value").asDouble();
            }
        }
        throw new AssertionError("no measure " + name);
    }

    @Override
    public String toString() {
        return day;
    }
}
