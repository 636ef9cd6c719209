/**
 * What carries the sandbox over HTTP: WireMock for users and faults, plain sockets of the JDK for
 * load.
 */
@NullMarked
package dev.baton.sandbox.host;

import org.jspecify.annotations.NullMarked;
