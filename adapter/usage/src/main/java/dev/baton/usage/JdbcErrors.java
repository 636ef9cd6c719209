package dev.baton.usage;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.sql.SQLException;

/**
 * What a database's refusal means. Told by its SQLSTATE alone: messages quote rows, users and
 * addresses.
 */
final class JdbcErrors {
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_CANNOT_OPEN = 14;

    private JdbcErrors() {}

    static AdapterException of(SQLException failure) {
        String state = failure.getSQLState();
        Category category = state == null ? bySqlite(failure.getErrorCode()) : byState(state);
        String code = state == null ? "sqlite " + failure.getErrorCode() : "SQLSTATE " + state;
        return new AdapterException(category, code, hint(category), redacted(failure, code));
    }

    private static Category byState(String state) {
        if (state.equals("42501")) {
            return Category.PERMISSION;
        }
        return switch (state.length() < 2 ? state : state.substring(0, 2)) {
            case "28" -> Category.CREDENTIALS;
            case "07", "0A", "21", "22", "25", "26", "3D", "3F", "42" -> Category.BAD_REQUEST;
            default -> Category.UNAVAILABLE;
        };
    }

    private static Category bySqlite(int code) {
        return code == SQLITE_BUSY
                ? Category.UNAVAILABLE
                : code == SQLITE_CANNOT_OPEN || code == 1
                        ? Category.BAD_REQUEST
                        : Category.UNAVAILABLE;
    }

    private static String hint(Category category) {
        return switch (category) {
            case CREDENTIALS -> "the database refuses our user or its password; check both";
            case PERMISSION -> "give our user the right to read what the query reads";
            case BAD_REQUEST ->
                    "the database does not understand the query, or there is no such database; try the query by hand, with a column of that name and type";
            case UNAVAILABLE, THROTTLED, BUDGET, EXPIRED_CURSOR, OUTCOME_UNKNOWN ->
                    "the database does not answer, or not in time; check that it runs and can be reached";
        };
    }

    /** The same failure at the same place, without the driver's words. */
    private static SQLException redacted(SQLException failure, String code) {
        var redacted = new SQLException(code, failure.getSQLState(), failure.getErrorCode());
        redacted.setStackTrace(failure.getStackTrace());
        return redacted;
    }
}
