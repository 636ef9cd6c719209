package dev.baton.http;

import org.jspecify.annotations.Nullable;

/** A vendor's way to say how much of its allowance an org has used. */
@FunctionalInterface
public interface UsageHeader {

    /** What the answer says, or null where it says nothing or nonsense. */
    CallMeter.@Nullable Usage read(HttpAnswer answer);
}
