package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's invented company, as the sandbox's own program invents it. */
final class Demo {
    static final String AS_OF = "2026-06-30T12:00:00Z";

    private Demo() {}

    /** A folder with the company's {@code data} in it. */
    static Path invented(Path folder, int customers) throws Exception {
        File log = Files.createTempFile("invent", ".log").toFile();
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Dbaton.home=" + SandboxProcess.home(),
                                "-jar",
                                SandboxProcess.home()
                                        .resolve("sandbox-config/target/baton-sandbox.jar")
                                        .toString(),
                                "demo",
                                "--only-invent",
                                "--customers",
                                Integer.toString(customers),
                                "--dir",
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        assertThat(process.waitFor()).as(Files.readString(log.toPath())).isZero();
        return folder;
    }
}
