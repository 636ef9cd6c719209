/** The one HTTP gateway: every byte to and from a vendor passes here. */
@NullMarked
package dev.baton.http;

import org.jspecify.annotations.NullMarked;
