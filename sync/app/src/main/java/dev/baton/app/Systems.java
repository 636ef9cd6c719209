package dev.baton.app;

import dev.baton.crm.salesforce.Salesforce;
import dev.baton.crm.salesforce.SalesforceSettings;
import dev.baton.helpdesk.zendesk.ZendeskSettings;
import dev.baton.helpdesk.zendesk.ZendeskSource;
import dev.baton.http.OrgShare;
import dev.baton.http.Seams;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.Table;
import dev.baton.port.CallRecord;
import dev.baton.port.Sink;
import dev.baton.port.Source;
import dev.baton.usage.Columns;
import dev.baton.usage.FileSource;
import dev.baton.usage.FileStream;
import dev.baton.usage.JdbcSettings;
import dev.baton.usage.JdbcSource;
import dev.baton.usage.QueryStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The configured systems, opened. */
final class Systems implements AutoCloseable {
    private final SortedMap<String, Source> sources = new TreeMap<>();
    private final SortedMap<String, Sink> sinks = new TreeMap<>();
    private final SortedMap<String, LongSupplier> calls = new TreeMap<>();
    private final List<Runnable> closing = new ArrayList<>();

    private final Seams seams;
    private final Function<String, CallRecord> records;

    private Systems(Seams seams, Function<String, CallRecord> records) {
        this.seams = seams;
        this.records = records;
    }

    /**
     * Opens the systems that a mapping reads from; nothing is sent yet.
     *
     * @param records of our calls, by connection
     */
    static Systems open(
            Config config, Mappings mappings, Seams seams, Function<String, CallRecord> records) {
        var systems = new Systems(seams, records);
        for (String name : mappings.connections().keySet()) {
            systems.open(config, mappings, name);
        }
        return systems;
    }

    /** Those that are files on this machine: what can be looked at offline. */
    static Systems openFiles(Config config, Mappings mappings) {
        var systems = new Systems(Seams.real(), connection -> CallRecord.ofThisRun());
        for (String name : mappings.connections().keySet()) {
            if (config.connections().get(name) instanceof Config.Connection.Files) {
                systems.open(config, mappings, name);
            }
        }
        return systems;
    }

    private void open(Config config, Mappings mappings, String name) {
        Config.Connection connection = config.connections().get(name);
        try {
            sameType(connection, Objects.requireNonNull(mappings.connections().get(name)).type());
            switch (connection) {
                case null ->
                        throw new Stop(
                                Exit.USAGE,
                                config.file()
                                        + ": the mappings read from connection "
                                        + name
                                        + ", but none of that name is configured — add it below connections");
                case Config.Connection.Salesforce salesforce ->
                        open(name, salesforce, config.budget());
                case Config.Connection.Zendesk zendesk -> open(name, zendesk);
                case Config.Connection.Files files -> open(mappings, name, files);
                case Config.Connection.Jdbc database -> open(mappings, name, database);
            }
        } catch (IllegalArgumentException e) {
            throw new Stop(
                    Exit.USAGE, config.file() + ": connections." + name + ": " + e.getMessage());
        }
    }

    private static void sameType(Config.@Nullable Connection connection, String wanted) {
        String type =
                switch (connection) {
                    case null -> wanted;
                    case Config.Connection.Salesforce salesforce -> "salesforce";
                    case Config.Connection.Zendesk zendesk -> "zendesk";
                    case Config.Connection.Files files -> "file";
                    case Config.Connection.Jdbc database -> "jdbc";
                };
        if (!type.equals(wanted)) {
            throw new IllegalArgumentException(
                    "it is of type " + type + ", but the mappings read it as " + wanted);
        }
    }

    private void open(
            String name, Config.Connection.Salesforce connection, OrgShare.Limits budget) {
        Salesforce salesforce =
                Salesforce.open(
                        SalesforceSettings.of(
                                        connection.url(),
                                        connection.clientId(),
                                        connection.signIn())
                                .withBudget(budget.ownShare(), budget.stopAt()),
                        seams,
                        records.apply(name));
        sources.put(name, salesforce.source());
        sinks.put(name, salesforce.sink());
        calls.put(name, salesforce::calls);
        closing.add(salesforce::close);
    }

    private void open(String name, Config.Connection.Zendesk connection) {
        ZendeskSettings settings =
                ZendeskSettings.of(
                        connection.url(), connection.clientId(), connection.clientSecret());
        Integer perMinute = connection.exportCallsPerMinute();
        ZendeskSource zendesk =
                ZendeskSource.open(
                        perMinute == null ? settings : settings.withExportCallsPerMinute(perMinute),
                        seams);
        sources.put(name, zendesk);
        calls.put(name, zendesk::calls);
        closing.add(zendesk::close);
    }

    private void open(Mappings mappings, String name, Config.Connection.Files connection) {
        var streams = new TreeMap<String, FileStream>();
        tables(mappings, name)
                .forEach(
                        (stream, table) -> {
                            List<Path> files = connection.files().get(stream);
                            if (files == null) {
                                throw new IllegalArgumentException(
                                        "no files for stream "
                                                + stream
                                                + "; add it below files, with [] while there are none");
                            }
                            streams.put(stream, new FileStream(files, columns(table)));
                        });
        FileSource source = FileSource.open(streams, InstantSource.system(), FileSource.PAGE);
        sources.put(name, source);
        closing.add(source::close);
    }

    private void open(Mappings mappings, String name, Config.Connection.Jdbc connection) {
        var streams = new TreeMap<String, QueryStream>();
        tables(mappings, name)
                .forEach(
                        (stream, table) -> {
                            streams.put(
                                    stream,
                                    new QueryStream(
                                            Objects.requireNonNull(table.query()),
                                            columns(table),
                                            Objects.requireNonNull(table.growsBy())));
                        });
        JdbcSource source =
                JdbcSource.open(
                        new JdbcSettings(
                                connection.url(), connection.user(), connection.password()),
                        streams,
                        InstantSource.system(),
                        JdbcSource.PAGE);
        sources.put(name, source);
        calls.put(name, source::calls);
        closing.add(source::close);
    }

    private static SortedMap<String, Table> tables(Mappings mappings, String connection) {
        return Objects.requireNonNull(mappings.connections().get(connection)).tables();
    }

    private static Columns columns(Table table) {
        return new Columns(table.key(), table.createdAt(), table.modifiedAt());
    }

    SortedMap<String, Source> sources() {
        return sources;
    }

    /** The connection that holds the accounts. */
    Sink sink(String connection) {
        Sink sink = sinks.get(connection);
        if (sink == null) {
            throw new Stop(
                    Exit.USAGE,
                    "connection " + connection + " is no CRM; results cannot be written to it");
        }
        return sink;
    }

    long calls() {
        return calls.values().stream().mapToLong(LongSupplier::getAsLong).sum();
    }

    /** Requests sent to each since it was opened; files left out. */
    SortedMap<String, Long> callsByConnection() {
        var made = new TreeMap<String, Long>();
        calls.forEach((name, count) -> made.put(name, count.getAsLong()));
        return made;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
