@NullMarked
package dev.baton.http;

import org.jspecify.annotations.NullMarked;
