package dev.baton.sandbox.salesforce.org;

/**
 * Whose request is answered, and how it came.
 *
 * @param userId 18 characters
 * @param origin API and client as change events tell them; "" for none
 */
public record Caller(String userId, String origin) {}
