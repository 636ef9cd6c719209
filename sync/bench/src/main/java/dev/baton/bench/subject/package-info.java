/** The system under test: the real engine with the real adapters, in a JVM of its own. */
@NullMarked
package dev.baton.bench.subject;

import org.jspecify.annotations.NullMarked;
