/**
 * Zendesk Support, read through its incremental exports. Nothing is ever written there.
 *
 * <p>Whoever reads on: {@link ZendeskSource} asks, a {@link Paging} decides where to go on, {@link
 * PageReader} makes records of an answer, {@link ZendeskErrors} judges what went wrong.
 */
@NullMarked
package dev.baton.helpdesk.zendesk;

import org.jspecify.annotations.NullMarked;
