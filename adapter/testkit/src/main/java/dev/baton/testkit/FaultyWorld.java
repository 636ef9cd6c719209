package dev.baton.testkit;

import java.time.Duration;
import java.util.List;

/** What every fake vendor lets a case do to it and ask of it. */
public interface FaultyWorld extends AutoCloseable {

    /** From now on this goes wrong, {@code times} requests long. Later faults queue up behind. */
    void inject(Fault fault, int times);

    /** Nothing is wrong any more. */
    void heal();

    /** Requests for data that were sent, whatever became of them. */
    int dataRequests();

    /** Requests for a token that were sent, whatever became of them. */
    int tokenRequests();

    /** How long the adapter paused, in order. Pauses take no real time in a world. */
    List<Duration> pauses();

    /** Words that must be seen nowhere: client secret, every token, the texts of rows. */
    List<String> secrets();

    /** Requests that went to a host other than the vendor's. */
    int foreignRequests();

    @Override
    void close();
}
