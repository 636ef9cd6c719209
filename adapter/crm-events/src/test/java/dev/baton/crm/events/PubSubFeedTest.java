package dev.baton.crm.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.crm.events.FakeBus.Opened;
import dev.baton.http.Seams;
import dev.baton.http.TokenSource;
import dev.baton.port.AdapterException;
import dev.baton.port.ChangeFeed.Interest;
import dev.baton.port.ChangeFeed.Listening;
import dev.baton.port.Secret;
import dev.baton.port.Signal;
import dev.baton.port.StreamRequest;
import eventbus.v1.FetchRequest;
import io.grpc.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PubSubFeedTest {
    private static final StreamRequest ACCOUNTS =
            new StreamRequest("Account", List.of("Id", "Phone", "BillingCity"));

    private final BlockingQueue<Signal> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Duration> waits = new LinkedBlockingQueue<>();
    private final CountedTokens tokens = new CountedTokens();
    private final Seams seams = new Seams(InstantSource.system(), waits::add, new Random(1), null);
    private FakeBus bus;
    private PubSubFeed feed;

    @BeforeEach
    void open() throws IOException {
        bus = new FakeBus();
        feed = open(Duration.ofSeconds(60));
    }

    private PubSubFeed open(Duration silence) {
        return PubSubFeed.open(
                PubSubSettings.of(bus.address(), "Baton").withSilence(silence),
                tokens.org(),
                seams);
    }

    @AfterEach
    void close() {
        feed.close();
        bus.close();
    }

    /** Tokens t1, t2, … */
    private static final class CountedTokens implements TokenSource {
        final AtomicInteger number = new AtomicInteger(1);
        final AtomicInteger refused = new AtomicInteger();

        @Override
        public Secret current() {
            return new Secret("t" + number.get());
        }

        @Override
        public Secret renew(Secret rejected) {
            return new Secret("t" + number.incrementAndGet());
        }

        @Override
        public void refused(Secret fresh) {
            refused.incrementAndGet();
        }

        Subscriber org() {
            return new Subscriber() {
                @Override
                public String url() {
                    return "https://acme.my.salesforce.com";
                }

                @Override
                public TokenSource tokens() {
                    return CountedTokens.this;
                }

                @Override
                public String organizationId() {
                    return "00D000000000001AAA";
                }

                @Override
                public String userId() {
                    return Events.OUR_USER;
                }
            };
        }
    }

    private static String position(String replayId) {
        return Base64.getEncoder().encodeToString(replayId.getBytes(StandardCharsets.UTF_8));
    }

    private Opened listen(@Nullable String position) throws InterruptedException {
        Listening unused = feed.listen(List.of(new Interest(ACCOUNTS, position)), heard::add);
        return bus.subscription();
    }

    private Signal next() throws InterruptedException {
        return Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS), "nothing was heard");
    }

    private Signal.Silent silent() throws InterruptedException {
        return (Signal.Silent) next();
    }

    @Test
    void aSubscriptionNamesWhoAsksAndHowMuch() throws Exception {
        Opened opened = listen(null);

        assertThat(FakeBus.told(opened.request())).isEqualTo("/data/AccountChangeEvent LATEST 16");
        assertThat(bus.callers.take())
                .containsExactly("t1", "https://acme.my.salesforce.com", "00D000000000001AAA");
        assertThat(next()).isEqualTo(new Signal.Begun("Account", false));
    }

    @Test
    void aChangeOfSomebodyElseIsTold() throws Exception {
        Opened opened = listen(null);
        opened.send(15, Events.event(1, Events.changed()));

        assertThat(next()).isEqualTo(new Signal.Begun("Account", false));
        assertThat(next()).isEqualTo(new Signal.Changed("Account", position("r1")));
    }

    @Test
    void ourOwnChangesAndUnwantedFieldsArePassedOver() throws Exception {
        Opened opened = listen(null);
        opened.send(
                13,
                Events.event(1, payload("UPDATE", Events.OURS, Events.OUR_USER, "0x04")),
                Events.event(2, payload("UPDATE", Events.THEIRS, "005000000000001AAA", "0x08")),
                Events.event(3, payload("UPDATE", Events.THEIRS, "005000000000001AAA", "4-0x2")),
                Events.event(4, payload("UPDATE", Events.OURS, "005000000000001AAA", "0x04")),
                Events.event(5, payload("DELETE", Events.THEIRS, "005000000000001AAA")));

        assertThat(next()).isEqualTo(new Signal.Begun("Account", false));
        assertThat(next())
                .isEqualTo(new Signal.Passed("Account", position("r1"), Signal.Passed.Why.OURS));
        assertThat(next())
                .isEqualTo(new Signal.Passed("Account", position("r2"), Signal.Passed.Why.UNREAD));
        assertThat(next()).isEqualTo(new Signal.Changed("Account", position("r3")));
        assertThat(next()).isEqualTo(new Signal.Changed("Account", position("r4")));
        assertThat(next()).isEqualTo(new Signal.Changed("Account", position("r5")));
        assertThat(bus.schemasAsked).as("schemas asked for").hasValue(1);
    }

    private static byte[] payload(String type, String origin, String user, String... changed) {
        return Events.payload(type, List.of("001A"), origin, user, List.of(changed));
    }

    @Test
    void gapsAreDoubtsAndOverflowsAreLosses() throws Exception {
        Opened opened = listen(null);
        opened.send(
                14,
                Events.event(
                        1,
                        Events.payload("GAP_UPDATE", List.of("001A", "001B"), "", "", List.of())),
                Events.event(2, Events.payload("GAP_OVERFLOW", List.of(), "", "", List.of())));

        assertThat(next()).isInstanceOf(Signal.Begun.class);
        assertThat(next())
                .isEqualTo(new Signal.Doubtful("Account", Set.of("001A", "001B"), position("r1")));
        assertThat(next()).isEqualTo(new Signal.Lost("Account", position("r2")));
    }

    @Test
    void anEventThatCannotBeReadIsAChange() throws Exception {
        Opened opened = listen(null);
        opened.send(15, Events.event(1, new byte[] {1, 2, 3}));

        assertThat(next()).isInstanceOf(Signal.Begun.class);
        assertThat(next()).isEqualTo(new Signal.Changed("Account", position("r1")));
    }

    @Test
    void moreIsAskedForWhenHalfHasCome() throws Exception {
        Opened opened = listen(null);
        FetchRequest unused = opened.request();
        opened.send(9, Events.event(1, Events.changed()));
        opened.send(8, Events.event(2, Events.changed()));

        assertThat(opened.request().getNumRequested()).isEqualTo(8);
        assertThat(opened.requests()).isEmpty();
    }

    @Test
    void afterACutItGoesOnBehindTheLastEvent() throws Exception {
        Opened opened = listen(position("r0"));
        assertThat(FakeBus.told(opened.request())).endsWith(" CUSTOM r0 16");
        opened.send(15, Events.event(7, Events.changed()));
        assertThat(next()).isEqualTo(new Signal.Begun("Account", true));
        assertThat(next()).isInstanceOf(Signal.Changed.class);
        opened.end(FakeBus.refused(Status.Code.UNAVAILABLE, "service.unavailable"));

        Signal.Silent silent = silent();
        assertThat(silent.over()).isFalse();
        assertThat(silent.why().code()).isEqualTo("service.unavailable");
        assertThat(silent.why().getMessage()).doesNotContain("canary");
        assertThat(waits.take()).isBetween(Duration.ofMillis(500), Duration.ofMillis(1_500));
        assertThat(FakeBus.told(bus.subscription().request())).endsWith(" CUSTOM r7 16");
    }

    @Test
    void anEmptyAnswerMovesThePosition() throws Exception {
        Opened opened = listen(null);
        opened.sendEmpty("r9");
        assertThat(next()).isInstanceOf(Signal.Begun.class);
        assertThat(next())
                .isEqualTo(new Signal.Passed("Account", position("r9"), Signal.Passed.Why.QUIET));
        opened.end(FakeBus.refused(Status.Code.INTERNAL, "x"));

        assertThat(FakeBus.told(bus.subscription().request())).endsWith(" CUSTOM r9 16");
    }

    @Test
    void aPositionThatIsTooOldIsALossAndTheFeedBeginsAtThePresent() throws Exception {
        Opened opened = listen(position("r0"));
        opened.end(
                FakeBus.refused(
                        Status.Code.INVALID_ARGUMENT, "subscription.fetch.replayid.corrupted"));

        assertThat(next()).isEqualTo(new Signal.Lost("Account", null));
        assertThat(FakeBus.told(bus.subscription().request())).endsWith(" LATEST 16");
        assertThat(waits).isEmpty();
    }

    @Test
    void aPositionThatIsNoneOfOursIsALossToo() throws Exception {
        Opened opened = listen("no position");

        assertThat(next()).isEqualTo(new Signal.Lost("Account", null));
        assertThat(FakeBus.told(opened.request())).endsWith(" LATEST 16");
    }

    @Test
    void aTokenThatHasEndedIsRenewedOnce() throws Exception {
        listen(null).end(FakeBus.refused(Status.Code.UNAUTHENTICATED, "service.auth.error"));
        bus.subscription().end(FakeBus.refused(Status.Code.UNAUTHENTICATED, "service.auth.error"));
        Opened third = bus.subscription();

        assertThat(bus.callers).extracting(List::getFirst).containsExactly("t1", "t2", "t2");
        assertThat(silent().why().category()).isEqualTo(AdapterException.Category.CREDENTIALS);
        assertThat(tokens.refused).hasValue(1);
        third.sendEmpty("r1");
    }

    @Test
    void anObjectThatNobodyTellsOfIsGivenUp() throws Exception {
        listen(null).end(FakeBus.refused(Status.Code.NOT_FOUND, "topic.not.found"));

        Signal.Silent silent = silent();
        assertThat(silent.over()).isTrue();
        assertThat(silent.why()).hasMessageContaining("Setup, Change Data Capture");
        assertThat(waits).isEmpty();
    }

    @Test
    void aDayOfDeliveriesThatIsUsedUpIsWaitedForLong() throws Exception {
        listen(null)
                .end(
                        FakeBus.refused(
                                Status.Code.RESOURCE_EXHAUSTED, "subscription.limit.exceeded"));

        assertThat(silent().why().category()).isEqualTo(AdapterException.Category.THROTTLED);
        assertThat(waits.take()).isGreaterThan(Duration.ofMinutes(7));
    }

    @Test
    void whoHearsNothingForTooLongSubscribesAnew() throws Exception {
        feed.close();
        feed = open(Duration.ofMillis(50));
        Opened unused = listen(null);

        assertThat(next()).isInstanceOf(Signal.Begun.class);
        assertThat(silent().why().code()).isEqualTo("no_sign_of_life");
        assertThat(bus.subscription().request().getNumRequested()).isEqualTo(16);
    }

    @Test
    void nothingIsHeardAfterTheEnd() throws Exception {
        Listening listening = feed.listen(List.of(new Interest(ACCOUNTS, null)), heard::add);
        Opened opened = bus.subscription();
        assertThat(next()).isInstanceOf(Signal.Begun.class);
        listening.close();
        opened.send(15, Events.event(1, Events.changed()));

        assertThat(heard.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aCheckSaysWhichObjectsAreNotSelected() throws Exception {
        assertThat(feed.check(List.of("Account"))).isEmpty();
        bus.refusal = FakeBus.refused(Status.Code.NOT_FOUND, "topic.not.found");
        assertThat(feed.check(List.of("Account")))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.where()).isEqualTo("salesforce.Account");
                            assertThat(finding.what()).contains("an admin selects it in Setup");
                        });
        bus.refusal = FakeBus.refused(Status.Code.UNAVAILABLE, "service.unavailable");
        assertThat(
                        catchThrowableOfType(
                                        AdapterException.class,
                                        () -> feed.check(List.of("Account")))
                                .category())
                .isEqualTo(AdapterException.Category.UNAVAILABLE);
    }
}
