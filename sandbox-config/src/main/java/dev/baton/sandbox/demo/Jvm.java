package dev.baton.sandbox.demo;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Starts more Java processes with the JVM, and the options, that this one was started with. */
final class Jvm {
    private Jvm() {}

    /** A command line up to, and without, the class path. */
    static List<String> command() {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        return command;
    }
}
