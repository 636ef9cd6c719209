package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person said about a task is in the CRM, so a state that was lost does not lose it. */
class RebuildTest {
    @TempDir Path folder;

    @Test
    void aWrongAlarmStaysOneWithAndWithoutTheState() throws Exception {
        SmallExport export =
                SmallExport.in(folder.resolve("data"))
                        .write(
                                "salesforce/Task.csv",
                                """
                                Id,WhatId,OwnerId,Subject,Status,CreatedDate,SystemModstamp,CompletedDateTime,IsDeleted,Baton_Key__c,Baton_Play__c,Baton_Outcome__c
                                00T000000000001AAA,001000000000002AAA,005000000000003AAA,Call,Completed,2026-02-20T00:00:00.000+0000,2026-02-21T00:00:00.000+0000,2026-02-21T00:00:00.000+0000,false,many_tickets:001000000000002AAA:2026-02-20,many_tickets,Wrong alarm
                                """);
        try (SandboxProcess sandbox = TasksTest.serve(folder, export)) {
            assertThat(opened(sandbox)).isEqualTo(1);
            assertThat(opened(sandbox)).isZero();
            delete(folder.resolve("baton.yaml.state"));
            assertThat(opened(sandbox)).isZero();

            assertThat(sandbox.records("Task").findValuesAsText("Baton_Key__c"))
                    .containsExactlyInAnyOrder(
                            "many_tickets:001000000000002AAA:2026-02-20",
                            "many_tickets:001000000000001AAA:2026-03-01");
        }
    }

    private static void delete(Path state) throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(state);
    }

    /** Tasks that a sync opened. */
    private static int opened(SandboxProcess sandbox) throws Exception {
        int before = sandbox.records("Task").size();
        Cli.Result sync = Cli.run(sandbox.config, "sync", "--open-tasks", "--json");
        assertThat(sync.exit()).as(sync.err()).isZero();
        return sandbox.records("Task").size() - before;
    }
}
