package dev.baton.sandbox.salesforce.org;

import java.util.HashSet;
import java.util.Locale;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every org has even if its export leaves it out: itself, its users, its stages and task
 * states; and what the platform derives from them, such as IsClosed.
 */
final class OrgDefaults {
    static final String ORGANIZATION = SalesforceId.extend("00D000000Baton1");

    /** The user whose rights every call has. */
    static final String INTEGRATION_USER = SalesforceId.extend("005000000Baton1");

    private static final List<Stage> STAGES =
            List.of(
                    stage("Prospecting", 10, "Pipeline"),
                    stage("Qualification", 10, "Pipeline"),
                    stage("Needs Analysis", 20, "Pipeline"),
                    stage("Value Proposition", 50, "Pipeline"),
                    stage("Id. Decision Makers", 60, "Pipeline"),
                    stage("Perception Analysis", 70, "Pipeline"),
                    stage("Proposal/Price Quote", 75, "Pipeline"),
                    stage("Negotiation/Review", 90, "Pipeline"),
                    new Stage("Closed Won", true, true, new BigDecimal(100), "Closed"),
                    new Stage("Closed Lost", true, false, BigDecimal.ZERO, "Omitted"));
    private static final List<String> TASK_STATES =
            List.of(
                    "Not Started",
                    "In Progress",
                    "Completed",
                    "Waiting on someone else",
                    "Deferred");

    private final Schema schema;
    private final List<Row> rows;

    OrgDefaults(Schema schema, List<Row> exported) {
        this.schema = schema;
        this.rows = new ArrayList<>(exported);
    }

    /** The export's rows and what was missing. */
    List<Row> complete() {
        addIfNone("Organization", List.of(organization()));
        addIfNone(
                "OpportunityStage", numbered("OpportunityStage", STAGES, OrgDefaults::stageValues));
        addIfNone("TaskStatus", numbered("TaskStatus", TASK_STATES, OrgDefaults::taskStatusValues));
        new UserDefaults(schema, rows).complete();
        derive();
        Features.complete(rows);
        return rows;
    }

    /** The stages in their order. */
    List<Stage> stages() {
        List<Row> found = of("OpportunityStage");
        found.sort(Comparator.comparing(row -> number(row, "SortOrder")));
        return found.stream().map(OrgDefaults::stage).toList();
    }

    private void addIfNone(String object, List<Row> defaults) {
        if (of(object).isEmpty()) {
            rows.addAll(defaults);
        }
    }

    private List<Row> of(String object) {
        return new ArrayList<>(
                rows.stream().filter(row -> row.type().name().equals(object)).toList());
    }

    private Row row(String object, String id, Map<String, Object> values) {
        return new Row(schema.get(object), id, values);
    }

    private Row organization() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Name", "Sandbox");
        values.put("TimeZoneSidKey", "GMT");
        values.put("LanguageLocaleKey", "en_US");
        values.put("OrganizationType", "Enterprise Edition");
        values.put("IsSandbox", true);
        values.put("FiscalYearStartMonth", BigDecimal.ONE);
        values.put("DefaultAccountAccess", "Edit");
        values.put("DefaultOpportunityAccess", "Edit");
        return row("Organization", ORGANIZATION, values);
    }

    private interface ValuesOf<T> {
        Map<String, Object> at(int position, T item);
    }

    private <T> List<Row> numbered(String object, List<T> items, ValuesOf<T> values) {
        List<Row> numbered = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String id =
                    SalesforceId.extend(
                            String.format(
                                    Locale.ROOT, "%s%012d", schema.get(object).prefix(), i + 1));
            numbered.add(row(object, id, values.at(i + 1, items.get(i))));
        }
        return numbered;
    }

    private static Map<String, Object> stageValues(int position, Stage stage) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("MasterLabel", stage.name());
        values.put("ApiName", stage.name());
        values.put("IsActive", true);
        values.put("SortOrder", new BigDecimal(position));
        values.put("IsClosed", stage.closed());
        values.put("IsWon", stage.won());
        values.put("ForecastCategory", stage.forecast());
        values.put("ForecastCategoryName", stage.forecast());
        values.put("DefaultProbability", stage.probability());
        return values;
    }

    private static Map<String, Object> taskStatusValues(int position, String state) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("MasterLabel", state);
        values.put("ApiName", state);
        values.put("SortOrder", new BigDecimal(position));
        values.put("IsDefault", position == 1);
        values.put("IsClosed", state.equals("Completed"));
        return values;
    }

    private void derive() {
        List<Stage> stages = stages();
        Set<Object> closedTaskStates = new HashSet<>();
        of("TaskStatus").stream()
                .filter(row -> Boolean.TRUE.equals(row.exported("IsClosed")))
                .forEach(row -> closedTaskStates.add(String.valueOf(row.exported("ApiName"))));
        for (Row row : rows) {
            switch (row.type().name()) {
                case "Opportunity" -> deriveStage(row, stages);
                case "Task" ->
                        putIfEmpty(row, "IsClosed", closedTaskStates.contains(text(row, "Status")));
                default -> {}
            }
            fillStandardCheckboxes(row);
        }
    }

    private static void deriveStage(Row row, List<Stage> stages) {
        Optional<Stage> stage =
                stages.stream()
                        .filter(candidate -> candidate.name().equals(row.exported("StageName")))
                        .findFirst();
        putIfEmpty(row, "IsClosed", stage.map(Stage::closed).orElse(false));
        putIfEmpty(row, "IsWon", stage.map(Stage::won).orElse(false));
    }

    /**
     * The platform's checkboxes are never empty. A custom column that leaves a value out does not
     * know it.
     */
    private static void fillStandardCheckboxes(Row row) {
        for (Field field : row.type().byName().values()) {
            if (field.type() == FieldType.BOOLEAN && !field.nillable() && !field.calculated()) {
                putIfEmpty(row, field.name(), false);
            }
        }
    }

    private static void putIfEmpty(Row row, String field, @Nullable Object value) {
        if (value != null) {
            row.exported().putIfAbsent(field, value);
        }
    }

    private static Stage stage(String name, int probability, String forecast) {
        return new Stage(name, false, false, new BigDecimal(probability), forecast);
    }

    private static Stage stage(Row row) {
        String name =
                row.exported("ApiName") == null ? text(row, "MasterLabel") : text(row, "ApiName");
        return new Stage(
                name,
                Boolean.TRUE.equals(row.exported("IsClosed")),
                Boolean.TRUE.equals(row.exported("IsWon")),
                number(row, "DefaultProbability"),
                text(row, "ForecastCategoryName"));
    }

    private static String text(Row row, String field) {
        Object value = row.exported(field);
        return value == null ? "" : value.toString();
    }

    private static BigDecimal number(Row row, String field) {
        return row.exported(field) instanceof BigDecimal number ? number : BigDecimal.ZERO;
    }
}
