package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.FieldType.Kind;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.soql.Answer;
import dev.baton.sandbox.salesforce.soql.ResultColumn;
import java.util.List;

/**
 * {@code query?columns=true}: what a query's columns are. The official CLI lays out tables by it.
 */
final class QueryColumns {
    private QueryColumns() {}

    static SandboxReply reply(Answer answer) {
        ObjectNode body = Json.object();
        List<ResultColumn> columns = answer.columns();
        ArrayNode list = body.putArray("columnMetadata");
        columns.forEach(column -> list.add(column(column)));
        body.put("entityName", answer.object().name());
        body.put("groupBy", answer.grouped());
        body.put("idSelected", columns.stream().anyMatch(column -> column.name().equals("Id")));
        body.put("keyPrefix", answer.object().prefix());
        return Json.reply(200, body);
    }

    private static ObjectNode column(ResultColumn column) {
        Field field = column.field();
        ObjectNode node = Json.object();
        boolean parent = !column.joined().isEmpty();
        node.put("aggregate", field == null);
        node.put("apexType", parent || field == null ? null : apexType(field.type()));
        node.put("booleanType", !parent && field != null && field.type() == FieldType.BOOLEAN);
        node.put("columnName", column.name());
        node.put("custom", field != null && field.is(Trait.CUSTOM));
        node.put("displayName", column.name());
        node.put("foreignKeyName", parent && field != null ? field.name() : null);
        node.put("insertable", field != null && field.is(Trait.WRITABLE));
        ArrayNode joined = node.putArray("joinColumns");
        column.joined().forEach(child -> joined.add(column(child)));
        node.put("numberType", field == null || (!parent && field.type().kind() == Kind.NUMBER));
        node.put("textType", field != null && !parent && field.type().kind() == Kind.TEXT);
        node.put("updatable", field != null && field.is(Trait.WRITABLE));
        return node;
    }

    private static String apexType(FieldType type) {
        return switch (type.kind()) {
            case ID -> "Id";
            case TEXT -> "String";
            case BOOLEAN -> "Boolean";
            case NUMBER -> type == FieldType.INT ? "Integer" : "Double";
            case DATE -> "Date";
            case DATETIME -> "Datetime";
        };
    }
}
