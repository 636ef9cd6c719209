/** What admins write in a mapping folder, read, checked and made ready to use. */
@NullMarked
package dev.baton.mappings;

import org.jspecify.annotations.NullMarked;
