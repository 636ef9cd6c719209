package dev.baton.app;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Makes commands, handing each what all share. */
final class Commands implements CommandLine.IFactory {
    private final Baton baton;
    private final PrintWriter out;
    private final PrintWriter err;
    private final CommandLine.IFactory plain = CommandLine.defaultFactory();

    Commands(Baton baton, PrintWriter out, PrintWriter err) {
        this.baton = baton;
        this.out = out;
        this.err = err;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return BatonCommand.class.isAssignableFrom(type)
                ? type.getDeclaredConstructor(Shared.class).newInstance(new Shared(baton, out, err))
                : plain.create(type);
    }

    /** The command line's common options and streams. */
    record Shared(Baton baton, PrintWriter out, PrintWriter err) {}
}
