package dev.baton.mappings;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder whose sources fill every field that the catalogue speaks of. */
final class EverySource {
    private static final Map<String, String> SOURCES =
            Map.of(
                    "contact",
                    "{role: {value: champion}, active: {cel: Active == 'yes'}, left_at: {cel: moment(Left)}}",
                    "opportunity",
                    "{kind: Kind, amount: {cel: double(Amount)}, probability: {cel: double(Probability)}, won_at: {cel: moment(Won)}}",
                    "ticket",
                    "{status: Status, priority: Priority, labels: {cel: '[Labels]'}, reopens: {cel: double(Reopens)}, first_replied_at: {cel: moment(Replied)}, solved_at: {cel: '[moment(Solved)]'}}",
                    "usage",
                    "{metric: Metric, value: {cel: double(Value)}, on: Day}",
                    "survey",
                    "{kind: Kind, score: {cel: double(Score)}, answered_at: {cel: moment(Answered)}}",
                    "activity",
                    "{kind: Kind, done: {cel: Done == 'yes'}, due_on: Due, held_at: {cel: moment(Held)}}");

    private EverySource() {}

    static SortedMap<String, String> with(String model) {
        var files = new TreeMap<String, String>();
        var streams = new StringBuilder();
        SOURCES.forEach(
                (name, fields) -> {
                    streams.append("      ")
                            .append(name)
                            .append(": {key: [Id], created_at: Made}\n");
                    files.put(
                            "sources/" + name + ".yaml",
                            "from: files."
                                    + name
                                    + "\nto: "
                                    + name
                                    + "\naccount: {external_id: Account}\nfields: "
                                    + fields
                                    + "\n");
                });
        files.put(
                "connections.yaml",
                "connections:\n  crm: {type: salesforce, streams: [Account]}\n  files:\n    type: file\n"
                        + "    streams:\n"
                        + streams);
        files.put(
                "sources/account.yaml",
                "from: crm.Account\nto: account\nfields: {external_id: Id__c, name: Name, renewal_on: Renewal__c,"
                        + " tier: {from: Tier__c, type: text, nature: state},"
                        + " needs: {from: Needs__c, type: labels, nature: state}}\n");
        files.put("outputs.yaml", String.valueOf(Example.files().get("outputs.yaml")));
        files.put("model.yaml", model);
        return files;
    }
}
