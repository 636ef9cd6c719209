@NullMarked
package dev.baton.helpdesk.zendesk;

import org.jspecify.annotations.NullMarked;
