package dev.baton.http;

import dev.baton.port.CallRecord;
import org.jspecify.annotations.Nullable;

/** A vendor's way to say how much of its allowance an org has used. */
@FunctionalInterface
public interface UsageHeader {

    /** What the answer says, or null where it says nothing or nonsense. */
    CallRecord.@Nullable Usage read(HttpAnswer answer);
}
