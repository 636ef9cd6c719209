@NullMarked
package dev.baton.port;

import org.jspecify.annotations.NullMarked;
