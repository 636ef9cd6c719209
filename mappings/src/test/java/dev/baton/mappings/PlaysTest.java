package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.Band;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.play.Cause;
import dev.baton.core.play.Play;
import dev.baton.core.play.PlayBook;
import dev.baton.core.play.TaskField;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaysTest {
    private static final String TASKS =
            """
            tasks:
              object: Task
              key: Baton_Key__c
              fields: {account: WhatId, owner: OwnerId, subject: Subject, status: Status}
            """;
    private static final String PLAYS =
            """
            fallback_owner: 005000000000003AAA
            plays:
              storm:
                when:
                  all:
                    - {measure: not_closed, at_least: 5}
                    - {not: {band: [green]}}
                    - {account: {field: name, is: Acme}}
                until: {measure: not_closed, at_most: 1}
                owner: [external_id, name]
                due_days: 3
                subject: Call
                advice: Ask what hurts.
              worse:
                when: {any: [{trend: [worsening]}, {score: {below: 40}}, {points: csat_365d, below: -3}]}
                owner: [name]
                due_days: 14
                subject: Look
                advice: Look twice.
            """;

    @Test
    void aWholeBookIsRead() {
        PlayBook book = Example.good(with(PLAYS, TASKS)).plays();
        assertThat(book.fallbackOwner()).isEqualTo("005000000000003AAA");
        assertThat(book.plays()).extracting(Play::name).containsExactly("storm", "worse");
        Play storm = book.plays().getFirst();
        assertThat(storm.until())
                .isEqualTo(new Cause.MeasureIs("not_closed", Comparator.AT_MOST, 1));
        assertThat(storm.when()).isInstanceOf(Cause.All.class);
        assertThat(storm.owners()).containsExactly("external_id", "name");
        Play worse = book.plays().getLast();
        assertThat(worse.until()).isEqualTo(new Cause.Not(worse.when()));
    }

    @Test
    void withoutTheFileThereAreNoPlays() {
        assertThat(Example.mappings().plays()).isEqualTo(PlayBook.NONE);
    }

    @Test
    void whereTasksGoIsRead() {
        TaskOutputs tasks =
                Objects.requireNonNull(Example.good(with(PLAYS, TASKS)).outputs().tasks());
        assertThat(tasks.key()).isEqualTo("Baton_Key__c");
        assertThat(tasks.fields()).containsEntry(TaskField.OWNER, "OwnerId");
    }

    @Test
    void aBandIsAWordOfBands() {
        assertThat(new Cause.InBand(List.of(Band.RED)).bands()).containsExactly(Band.RED);
    }

    @Test
    void playsNeedAPlaceForTheirTasks() {
        assertThat(ProblemsTest.told(with(PLAYS, "")))
                .containsExactly(
                        "plays.yaml:1:1: plays open tasks, but outputs.yaml does not say where"
                                + " they go; add tasks: {object: Task, …} to outputs.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            measure: not_closed, at_least | measure: not_close, at_least | no measure is called not_close; did you mean not_closed?
            points: csat_365d | points: not_closed | no measure that counts is called not_closed; use one of:
            [green] | [gren] | unknown band gren; did you mean green?
            [worsening] | [worse] | unknown trend worse; use one of: improving, stable, unknown, worsening
            {score: {below: 40}} | {score: {below: 140}} | below is 140; give it a value from 0 to 100
            {score: {below: 40}} | {score: {}} | a test needs one of: is, above, at_least, below, at_most; add one
            {score: {below: 40}} | {score: {under: 40}} | unknown key under in a test
            {band: [green]} | {band: [green], below: 3} | below does not go with band; name a measure beside it, or remove it
            {band: [green]} | {band: []} | band is empty; write at least one band
            owner: [external_id, name] | owner: [exteral_id] | exteral_id is no field of account; did you mean external_id?
            owner: [external_id, name] | owner: [] | owner is empty; name at least one field
            owner: [external_id, name] | owner: csm | expected a list of account fields, found
            due_days: 3 | due_days: 3.5 | due_days is no whole number; round it
            due_days: 14 | due_days: 400 | due_days is 400; give it a value from 0 to 365
            `  storm:` | `  Storm one:` | a play's name is lower case letters, digits and underscores, at most 40; rename it
            fallback_owner: 005000000000003AAA | fallback_owner: lead@acme | this is no user's id; write the user's id of 18 characters; it begins with 005
            advice: Look twice. | advise: Look twice. | unknown key advise in a play; did you mean advice?
            any: [ | some: [ | unknown key some in a cause
            account: {field: name, is: Acme} | account: {field: nam, is: Acme} | nam is no field of account; did you mean name?
            """)
    void aSlipIsToldWithItsPlaceAndWhatToDo(String was, String is, String told) {
        assertThat(PLAYS).contains(was);
        List<String> problems = ProblemsTest.told(with(PLAYS.replace(was, is), TASKS));
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst()).matches("plays.yaml:[0-9]+:[0-9]+: .*").contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            key: Baton_Key__c | key: Key | Key is no custom field; name the field that holds Baton's key: Baton_Key__c
            owner: OwnerId | ownr: OwnerId | a task tells no ownr; did you mean owner?
            owner: OwnerId | owner: Subject | Subject is there twice; give each its own field
            owner: OwnerId | owner: Owner.Id | Owner.Id is no field's name; write its API name
            , status: Status | , due_on: ActivityDate | status is missing in the fields of a task; add it
            object: Task | objekt: Task | unknown key objekt in the tasks; did you mean object?
            """)
    void aSlipInTheTasksIsToldWithItsPlaceAndWhatToDo(String was, String is, String told) {
        assertThat(TASKS).contains(was);
        List<String> problems = ProblemsTest.told(with(PLAYS, TASKS.replace(was, is)));
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst()).matches("outputs.yaml:[0-9]+:[0-9]+: .*").contains(told);
    }

    private static SortedMap<String, String> with(String plays, String tasks) {
        SortedMap<String, String> files = Example.files();
        files.put("plays.yaml", plays);
        files.merge("outputs.yaml", tasks, String::concat);
        return files;
    }
}
