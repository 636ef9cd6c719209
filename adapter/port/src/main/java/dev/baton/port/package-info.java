/** The words that adapters and engine share. Nothing here knows a vendor, a wire or a store. */
@NullMarked
package dev.baton.port;

import org.jspecify.annotations.NullMarked;
