package dev.baton.bench.org;

import java.util.List;

/** What the org says of its objects. */
final class Described {
    private static final List<Field> OURS =
            List.of(
                    Field.writable("Baton_Score__c", "double", 0),
                    Field.writable("Baton_Band__c", "string", 40),
                    Field.writable("Baton_Trend__c", "string", 40),
                    Field.writable("Baton_Change_30d__c", "double", 0),
                    Field.writable("Baton_Driver__c", "string", 40),
                    Field.writable("Baton_Reason_1__c", "string", 255),
                    Field.writable("Baton_Reason_2__c", "string", 255),
                    Field.writable("Baton_Reason_3__c", "string", 255),
                    Field.writable("Baton_Explanation__c", "textarea", 32_768),
                    Field.writable("Baton_Coverage__c", "double", 0),
                    Field.writable("Baton_Data_Status__c", "string", 40),
                    Field.writable("Baton_Changed_On__c", "date", 0),
                    Field.writable("Baton_Model__c", "string", 40));

    /** The fields of an account that clients write. */
    static final List<String> WRITTEN = OURS.stream().map(Field::name).toList();

    private static final List<Field> EVERYWHERE =
            List.of(
                    Field.readOnly("Id", "id", 18),
                    Field.readOnly("IsDeleted", "boolean", 0),
                    Field.readOnly("Name", "string", 255),
                    Field.readOnly("CreatedDate", "datetime", 0),
                    Field.readOnly("SystemModstamp", "datetime", 0));

    private static final List<Field> DEAL =
            List.of(
                    Field.readOnly("AccountId", "reference", 18),
                    Field.readOnly("StageName", "string", 40),
                    Field.readOnly("Amount", "currency", 0),
                    Field.readOnly("CloseDate", "date", 0));

    private Described() {}

    private record Field(String name, String type, int length, boolean updateable) {
        static Field writable(String name, String type, int length) {
            return new Field(name, type, length, true);
        }

        static Field readOnly(String name, String type, int length) {
            return new Field(name, type, length, false);
        }
    }

    private static List<Field> fields(String object) {
        var fields = new java.util.ArrayList<>(EVERYWHERE);
        switch (object) {
            case "Account" -> {
                fields.add(Field.readOnly("External_Id__c", "string", 40));
                fields.addAll(OURS);
            }
            case "Opportunity" -> fields.addAll(DEAL);
            default -> throw new IllegalArgumentException("no such object");
        }
        return fields;
    }

    /** The answer of {@code sobjects/OBJECT/describe}. */
    static String rest(String object) {
        var out = new StringBuilder();
        for (Field field : fields(object)) {
            boolean parent = field.name().equals("AccountId");
            out.append(out.isEmpty() ? "" : ",")
                    .append(
                            "{\"name\":\"%s\",\"type\":\"%s\""
                                    .formatted(field.name(), field.type()))
                    .append(",\"relationshipName\":" + (parent ? "\"Account\"" : "null"))
                    .append(",\"referenceTo\":[" + (parent ? "\"Account\"" : "") + "]")
                    .append(
                            ",\"length\":%d,\"updateable\":%b%s}"
                                    .formatted(
                                            field.length(),
                                            field.updateable(),
                                            field.type().equals("double")
                                                    ? ",\"precision\":18,\"scale\":2"
                                                    : ""));
        }
        return "{\"name\":\"%s\",\"queryable\":true,\"replicateable\":true,\"fields\":[%s]}"
                .formatted(object, out);
    }
}
