package dev.baton.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mapping folder that somebody begins with: a shipped one with the fields of their org. */
final class StartingFolder {
    private static final String ACCOUNT = "sources/account.yaml";
    private static final String OUTPUTS = "outputs.yaml";
    private static final String ORGANIZATION = "sources/organization.yaml";

    private final Path shipped;
    private final Choices choices;

    /**
     * What will be written.
     *
     * @param shipped the folder that is copied, with the schemas beside its parent
     */
    StartingFolder(Path shipped, Choices choices) {
        this.shipped = shipped;
        this.choices = choices;
    }

    /** Text by path below the folder. */
    SortedMap<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(shipped)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = shipped.relativize(file).toString().replace('\\', '/');
                files.put(path, withOwnSchema(path, Files.readString(file)));
            }
        }
        Path schemas = shipped.resolve("../../schema").normalize();
        try (Stream<Path> all = Files.list(schemas)) {
            for (Path schema : all.toList()) {
                files.put("schema/" + schema.getFileName(), Files.readString(schema));
            }
        }
        files.put(ACCOUNT, account());
        files.computeIfPresent(OUTPUTS, (path, text) -> outputs(text));
        if (files.containsKey(ORGANIZATION)) {
            files.put(ORGANIZATION, organization());
        }
        return files;
    }

    /** Editors find it wherever the folder is moved to. */
    private static String withOwnSchema(String path, String text) {
        String way = path.contains("/") ? "../schema/" : "schema/";
        return text.replaceFirst("\\$schema=(\\.\\./)+schema/", "\\$schema=" + way);
    }

    private String account() {
        var text = new StringBuilder();
        text.append("# yaml-language-server: $schema=../schema/source.schema.json\n");
        text.append("from: crm.Account\nto: account\n");
        String customer = Choices.used(choices.customer);
        if (customer == null) {
            text.append("# Every account counts as a customer. To count some only, say which:\n");
            text.append("# customer: Type == 'Customer'\n");
        } else {
            text.append("# Whoever is not a customer yet, or no more, is nobody to keep.\n");
            text.append("customer: ").append(quoted(customer)).append('\n');
        }
        text.append("fields:\n");
        text.append("  # By this the helpdesk, usage files and people name the account.\n");
        String link = Choices.used(choices.link);
        field(text, "external_id", link == null ? "Id" : link);
        field(text, "name", "Name");
        String csm = Choices.used(choices.csm);
        text.append("  # Whose account it is once the deal is won.\n");
        field(text, "owner", named(csm == null ? "OwnerId" : csm));
        field(text, "csm", csm == null ? "OwnerId" : csm);
        optional(text, "value", choices.value, "What it is worth a year.");
        optional(text, "renewal_on", choices.renewal, "When it comes up for renewal.");
        String domain = Choices.used(choices.linkDomain);
        if (domain != null) {
            text.append("  # Whose domain a helpdesk organisation may share.\n");
            text.append("  domain: {from: ")
                    .append(domain)
                    .append(", type: text, nature: state}\n");
        }
        return text.toString();
    }

    /**
     * What the mapping knows of an account stands beside its score: lists and reports rest on it.
     */
    private String outputs(String shipped) {
        var text = new StringBuilder("fields:\n");
        output(text, shipped, "csm", "Baton_CSM__c", true);
        output(text, shipped, "value", "Baton_Value__c", Choices.used(choices.value) != null);
        output(
                text,
                shipped,
                "renewal_on",
                "Baton_Renewal_On__c",
                Choices.used(choices.renewal) != null);
        return shipped.replaceFirst("(?m)^fields:\n", text.toString());
    }

    private static void output(
            StringBuilder text, String shipped, String result, String field, boolean isKnown) {
        if (isKnown && !shipped.contains(": " + field)) {
            field(text, result, field);
        }
    }

    /** The way to a user's name, from the field that holds the id. */
    private static String named(String reference) {
        return reference.endsWith("__c")
                ? reference.substring(0, reference.length() - 1) + "r.Name"
                : reference.replaceFirst("Id$", "") + ".Name";
    }

    private static void optional(
            StringBuilder text, String name, @Nullable String choice, String why) {
        String field = Choices.used(choice);
        if (field != null) {
            text.append("  # ").append(why).append('\n');
            field(text, name, field);
        }
    }

    private static void field(StringBuilder text, String name, String path) {
        text.append("  ").append(name).append(": ").append(path).append('\n');
    }

    private String organization() {
        var text = new StringBuilder();
        text.append("# yaml-language-server: $schema=../schema/source.schema.json\n");
        text.append("# Says which account a helpdesk organisation is, the strongest rule first.\n");
        text.append("from: helpdesk.organizations\nlinks:\n  to: account\n  by:\n");
        String link = Choices.used(choices.link);
        for (String rule :
                List.of(
                        "Id".equals(link) ? "id: external_id" : "external_id: external_id",
                        Choices.used(choices.linkDomain) == null ? "" : "domain: domain_names")) {
            if (!rule.isEmpty()) {
                text.append("    - ").append(rule).append('\n');
            }
        }
        return text.toString();
    }

    /** In YAML's single quotes a quote is doubled, and nothing else means anything. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
