package dev.baton.engine;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * A list whose elements are made of another's whenever they are asked for. What a first plan of all
 * accounts becomes on its way to the CRM is several times as large as the plan, and only some of it
 * is in use at once.
 *
 * @param <F> what they are made of
 * @param <T> an element
 */
final class MadeList<F, T> extends AbstractList<T> implements RandomAccess {
    private final List<F> from;
    private final Function<F, T> maker;

    MadeList(List<F> from, Function<F, T> maker) {
        this.from = from;
        this.maker = maker;
    }

    @Override
    public T get(int index) {
        return maker.apply(from.get(index));
    }

    @Override
    public int size() {
        return from.size();
    }
}
