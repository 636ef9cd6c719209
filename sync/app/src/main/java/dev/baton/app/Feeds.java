package dev.baton.app;

import dev.baton.app.events.Hearing;
import dev.baton.crm.events.Subscriber;
import dev.baton.crm.events.PubSubFeed;
import dev.baton.crm.events.PubSubSettings;
import dev.baton.crm.salesforce.SalesforceSession;
import dev.baton.crm.salesforce.SalesforceSettings;
import dev.baton.http.Seams;
import dev.baton.http.TokenSource;
import dev.baton.mappings.MappedStream;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import dev.baton.port.ChangeFeed;
import dev.baton.port.Finding;
import dev.baton.port.Signal;
import dev.baton.port.StreamRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What tells of changes in the configured systems. */
final class Feeds {
    private Feeds() {}

    /** Of the connections that a mapping reads and that are configured to be listened to. */
    static List<Hearing.Told> open(Config config, Mappings mappings, Seams seams) {
        return mappings.connections().keySet().stream()
                .flatMap(name -> open(config, mappings, name, seams).stream())
                .toList();
    }

    static Optional<Hearing.Told> open(Config config, Mappings mappings, String name, Seams seams) {
        if (!(config.connections().get(name) instanceof Config.Connection.Salesforce salesforce)
                || salesforce.events() == null) {
            return Optional.empty();
        }
        SalesforceSession session =
                SalesforceSession.open(
                        SalesforceSettings.of(
                                salesforce.url(), salesforce.clientId(), salesforce.signIn()),
                        seams);
        PubSubFeed feed =
                PubSubFeed.open(
                        PubSubSettings.of(salesforce.events(), SalesforceSettings.CLIENT),
                        new SignedIn(session),
                        seams);
        return Optional.of(
                new Hearing.Told(name, new WithSession(feed, session), requests(mappings, name)));
    }

    private static List<StreamRequest> requests(Mappings mappings, String connection) {
        return mappings.streams().stream()
                .filter(stream -> stream.connection().equals(connection))
                .map(MappedStream::request)
                .toList();
    }

    /** The org as the feed wants it. */
    private record SignedIn(SalesforceSession session) implements Subscriber {
        @Override
        public String url() {
            return session.url();
        }

        @Override
        public TokenSource tokens() {
            return session.tokens();
        }

        @Override
        public String organizationId() throws AdapterException {
            return session.organizationId();
        }

        @Override
        public String userId() throws AdapterException {
            return session.userId();
        }
    }

    /** A feed that ends with its sign-in. */
    private record WithSession(ChangeFeed feed, SalesforceSession session) implements ChangeFeed {
        @Override
        public Listening listen(List<Interest> interests, Consumer<Signal> ear) {
            return feed.listen(interests, ear);
        }

        @Override
        public List<Finding> check(List<String> streams) throws AdapterException {
            return feed.check(streams);
        }

        @Override
        public void close() {
            feed.close();
            session.close();
        }
    }
}
