package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** Leaves a failing system alone for a while. One breaker serves all calls of a gateway. */
record Breaking(Exchange next, CircuitBreaker breaker) implements Exchange {

    private static final int SERVER_ERROR = 500;

    static CircuitBreaker breaker(BreakerPolicy policy, InstantSource clock) {
        CircuitBreakerConfig config =
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(policy.window())
                        .minimumNumberOfCalls(policy.minimumCalls())
                        .failureRateThreshold(policy.failurePercent())
                        .waitDurationInOpenState(policy.openFor())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .build();
        return CircuitBreaker.of("gateway", config);
    }

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        if (!breaker.tryAcquirePermission()) {
            throw new AdapterException(
                    Category.UNAVAILABLE,
                    Failures.BREAKER_OPEN,
                    "the system failed too often just now and is left alone for a while",
                    null);
        }
        boolean told = false;
        try {
            HttpAnswer answer = next.send(call);
            told = tell(answer);
            return answer;
        } catch (AdapterException failure) {
            told = tell(failure);
            throw failure;
        } finally {
            if (!told) {
                breaker.releasePermission();
            }
        }
    }

    private boolean tell(HttpAnswer answer) {
        if (answer.status() >= SERVER_ERROR) {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("server error"));
        } else {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
        return true;
    }

    /** A budget that ran out or a thread that was stopped says nothing about the system. */
    private boolean tell(AdapterException failure) {
        if (!Failures.isOfTheSystem(failure)) {
            return false;
        }
        breaker.onError(0, TimeUnit.NANOSECONDS, failure);
        return true;
    }
}
