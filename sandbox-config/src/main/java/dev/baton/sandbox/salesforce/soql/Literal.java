package dev.baton.sandbox.salesforce.soql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** A constant of a query. */
sealed interface Literal {
    record Text(String escaped) implements Literal {
        /**
         * Stands before a character that was escaped and would otherwise mean something to LIKE.
         */
        static final String ESCAPE = "\u0000";

        String plain() {
            return escaped.replace(ESCAPE, "");
        }
    }

    record Num(BigDecimal value) implements Literal {}

    record Bool(boolean value) implements Literal {}

    record Null() implements Literal {}

    record Day(LocalDate value) implements Literal {}

    record Moment(Instant value) implements Literal {}

    /** A span of whole days that moves with the clock, such as LAST_N_DAYS:30. */
    record Span(DateSpan span, int n) implements Literal {}
}
