package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.LandedPage;
import dev.baton.engine.store.LandedRecord;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoreException;
import dev.baton.engine.store.StreamKey;
import dev.baton.port.Cursor;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LandBehindTest {
    private static final Instant NOW = Instant.parse("2014-01-04T00:00:00Z");
    private static final StreamKey TICKETS = new StreamKey("helpdesk", "tickets");

    private final List<String> cursors = new ArrayList<>();

    /** Notes the cursors of what it is to store; fails at one of them. */
    private StateStore store(String failsAt) {
        return (StateStore)
                Proxy.newProxyInstance(
                        StateStore.class.getClassLoader(),
                        new Class<?>[] {StateStore.class},
                        (proxy, method, arguments) -> {
                            var page = (LandedPage) arguments[1];
                            cursors.add(page.checkpoint().cursor().value());
                            if (cursors.getLast().equals(failsAt)) {
                                throw new StoreException("the disk is full", null);
                            }
                            return List.of();
                        });
    }

    private static LandedPage page(int number, int records) {
        return new LandedPage(
                IntStream.range(0, records).mapToObj(each -> ticket(number + "." + each)).toList(),
                Map.of(),
                List.of(),
                new Checkpoint(new Cursor(Integer.toString(number)), "fields", false, null),
                NOW);
    }

    private static LandedRecord ticket(String id) {
        return new LandedRecord(id, NOW, false, NOW, NOW, false, "7", Map.of());
    }

    @Test
    void smallPagesAreStoredTogetherWithTheLastCursor() {
        try (var behind =
                new LandBehind(store("none"), TICKETS, new Brought(), Workers.virtual())) {
            behind.add(page(1, 10));
            behind.add(page(2, 10));
        }
        assertThat(cursors).containsExactly("2");
    }

    @Test
    void aStreamWithoutPagesStoresNothing() {
        new LandBehind(store("none"), TICKETS, new Brought(), Workers.virtual()).close();
        assertThat(cursors).isEmpty();
    }

    @Test
    void nothingLandsBehindACommitThatFailed() {
        assertThatThrownBy(
                        () -> {
                            try (var behind =
                                    new LandBehind(
                                            store("1"),
                                            TICKETS,
                                            new Brought(),
                                            Workers.virtual())) {
                                behind.add(page(1, 10_000));
                                behind.add(page(2, 10_000));
                                behind.add(page(3, 10));
                            }
                        })
                .isInstanceOf(StoreException.class);
        assertThat(cursors).containsExactly("1");
    }
}
