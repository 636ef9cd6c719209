@NullMarked
package dev.baton.sandbox.zendesk;

import org.jspecify.annotations.NullMarked;
