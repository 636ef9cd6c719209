package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.fault.ApiException;

/** The vendor's texts: an excerpt of the query, a caret below the place, then what is wrong. */
final class SoqlErrors {
    /** Characters shown on either side of the place. */
    private static final int EXCERPT = 60;

    private static final String ADVICE =
            " Please reference your WSDL or the describe call for the appropriate names.";

    private final String query;

    SoqlErrors(String query) {
        this.query = query;
    }

    ApiException unexpected(Token token) {
        return token.kind() == Token.Kind.END
                ? malformed(token.at(), "unexpected token: '<EOF>'")
                : malformed(token.at(), "unexpected token: '" + token.text() + "'");
    }

    ApiException malformed(int at, String what) {
        return ApiException.badRequest("MALFORMED_QUERY", located(at, what));
    }

    ApiException invalidField(int at, String what) {
        return ApiException.badRequest("INVALID_FIELD", located(at, what));
    }

    ApiException noSuchColumn(int at, String column, String entity) {
        return invalidField(
                at,
                "No such column '%s' on entity '%s'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name."
                                .formatted(column, entity)
                        + ADVICE);
    }

    ApiException noSuchRelationship(int at, String relationship) {
        return invalidField(
                at,
                "Didn't understand relationship '%s' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name."
                                .formatted(relationship)
                        + ADVICE);
    }

    ApiException noSuchChildren(int at, String relationship) {
        return ApiException.badRequest(
                "INVALID_TYPE",
                located(
                        at,
                        "Didn't understand relationship '%s' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name."
                                        .formatted(relationship)
                                + ADVICE));
    }

    ApiException noSuchObject(int at, String object) {
        return ApiException.badRequest(
                "INVALID_TYPE",
                located(
                        at,
                        "sObject type '%s' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name."
                                        .formatted(object)
                                + ADVICE));
    }

    private String located(int at, String what) {
        String flat = query.replace('\n', ' ').replace('\r', ' ');
        int from = Math.max(0, at - EXCERPT);
        String excerpt = flat.substring(from, Math.min(flat.length(), at + EXCERPT));
        int row = 1 + (int) query.substring(0, at).chars().filter(c -> c == '\n').count();
        int column = at - (query.lastIndexOf('\n', at - 1) + 1) + 1;
        return "\n%s\n%s^\nERROR at Row:%d:Column:%d\n%s"
                .formatted(excerpt, " ".repeat(at - from), row, column, what);
    }
}
