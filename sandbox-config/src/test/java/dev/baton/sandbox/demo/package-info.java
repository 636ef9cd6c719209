@NullMarked
package dev.baton.sandbox.demo;

import org.jspecify.annotations.NullMarked;
