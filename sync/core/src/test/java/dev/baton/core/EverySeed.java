package dev.baton.core;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A property of every random case: the test takes the case's seed, and a failure names it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "-Dbaton.seed={0}")
@MethodSource("dev.baton.core.Seeds#all")
@ExtendWith(Seeds.InTheMessage.class)
public @interface EverySeed {}
