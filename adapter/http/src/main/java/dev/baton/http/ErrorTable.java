package dev.baton.http;

/**
 * One vendor's errors: status and body in, verdict out. What it does not know is {@link
 * Verdict.Fail}: stop and show.
 */
@FunctionalInterface
public interface ErrorTable {
    Verdict judge(HttpAnswer answer);
}
