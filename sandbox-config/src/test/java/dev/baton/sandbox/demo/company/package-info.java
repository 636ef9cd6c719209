@NullMarked
package dev.baton.sandbox.demo.company;

import org.jspecify.annotations.NullMarked;
