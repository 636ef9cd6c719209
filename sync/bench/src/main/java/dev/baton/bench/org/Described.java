package dev.baton.bench.org;

import java.util.List;

/** What the org says of its objects, in REST and in the Partner API. */
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

        private String soapType() {
            return switch (type) {
                case "double", "currency" -> "xsd:double";
                case "date" -> "xsd:date";
                case "datetime" -> "xsd:dateTime";
                case "boolean" -> "xsd:boolean";
                case "id", "reference" -> "tns:ID";
                default -> "xsd:string";
            };
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
                    .append(",\"referenceTo\":[" + (parent ? "\"Account\"" : "") + "]}");
        }
        return "{\"name\":\"%s\",\"queryable\":true,\"replicateable\":true,\"fields\":[%s]}"
                .formatted(object, out);
    }

    /** The result of describeSObjects; elements in the order of the WSDL. */
    static String soap(String object) {
        var out = new StringBuilder("<result><activateable>false</activateable>");
        flags(out, "compactLayoutable", false, "createable", true, "custom", false);
        flags(out, "customSetting", false, "deepCloneable", false, "deletable", true);
        flags(out, "deprecatedAndHidden", false, "feedEnabled", false);
        fields(object).forEach(field -> soap(field, out));
        flags(out, "hasSubtypes", false, "isInterface", false, "isSubtype", false);
        text(out, "keyPrefix", object.equals("Account") ? "001" : "006");
        text(out, "label", object);
        text(out, "labelPlural", object + "s");
        flags(out, "layoutable", true, "mergeable", false, "mruEnabled", false);
        text(out, "name", object);
        flags(out, "queryable", true, "replicateable", true, "retrieveable", true);
        flags(out, "searchLayoutable", false, "searchable", false, "triggerable", true);
        flags(out, "undeletable", true, "updateable", true);
        return out.append("</result>").toString();
    }

    private static void soap(Field field, StringBuilder out) {
        boolean number = field.soapType().equals("xsd:double");
        out.append("<fields>");
        flags(out, "aggregatable", true, "aiPredictionField", false, "autoNumber", false);
        text(out, "byteLength", Integer.toString(3 * field.length()));
        flags(out, "calculated", false, "cascadeDelete", false, "caseSensitive", false);
        flags(out, "createable", field.updateable(), "custom", field.name().endsWith("__c"));
        flags(out, "defaultedOnCreate", false, "dependentPicklist", false);
        flags(out, "deprecatedAndHidden", false);
        text(out, "digits", "0");
        flags(out, "displayLocationInDecimal", false, "encrypted", false, "externalId", false);
        flags(out, "filterable", true, "formulaTreatNullNumberAsZero", false, "groupable", true);
        flags(out, "highScaleNumber", false, "htmlFormatted", false, "idLookup", false);
        text(out, "label", field.name());
        text(out, "length", Integer.toString(field.length()));
        text(out, "name", field.name());
        flags(out, "nameField", false, "namePointing", false, "nillable", true);
        flags(out, "permissionable", true, "polymorphicForeignKey", false);
        text(out, "precision", number ? "18" : "0");
        flags(out, "queryByDistance", false, "restrictedDelete", false);
        flags(out, "restrictedPicklist", false);
        text(out, "scale", number ? "2" : "0");
        flags(out, "searchPrefilterable", false);
        text(out, "soapType", field.soapType());
        flags(out, "sortable", true);
        text(out, "type", field.type());
        flags(out, "unique", false, "updateable", field.updateable());
        flags(out, "writeRequiresMasterRead", false);
        out.append("</fields>");
    }

    private static void flags(StringBuilder out, Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text(out, namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
    }

    private static void text(StringBuilder out, String name, String value) {
        out.append('<').append(name).append('>').append(value);
        out.append("</").append(name).append('>');
    }
}
