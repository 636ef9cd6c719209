@NullMarked
package dev.baton.sandbox.host;

import org.jspecify.annotations.NullMarked;
