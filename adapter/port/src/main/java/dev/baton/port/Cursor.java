package dev.baton.port;

/**
 * Where to go on reading: opaque to everybody but the adapter that made it, free of secrets, safe
 * to store.
 */
public record Cursor(String value) {}
