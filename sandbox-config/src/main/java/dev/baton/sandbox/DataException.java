package dev.baton.sandbox;

import java.nio.file.Path;

/** An export that cannot be served: says file, line and what to do. The sandbox exits with 2. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataException(Path file, long line, String what) {
        super(file + ":" + line + ": " + what);
    }

    public DataException(String what) {
        super(what);
    }
}
