package dev.baton.core.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a canonical field holds when it holds something. */
public sealed interface Value {

    FieldType type();

    record Text(String text) implements Value {
        @Override
        public FieldType type() {
            return FieldType.TEXT;
        }
    }

    /**
     * A finite number: NaN and infinity cannot be built, because every comparison with them would
     * be a lie. There is one zero: −0 becomes 0, else the two would not be equal.
     */
    record Numeric(double number) implements Value {
        public Numeric {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("not a finite number");
            }
            number = number == 0 ? 0 : number;
        }

        @Override
        public FieldType type() {
            return FieldType.NUMBER;
        }
    }

    record Truth(boolean truth) implements Value {
        @Override
        public FieldType type() {
            return FieldType.TRUTH;
        }
    }

    record Moment(Instant at) implements Value {
        @Override
        public FieldType type() {
            return FieldType.MOMENT;
        }
    }

    /** At least one instant, in order of time. */
    record Moments(List<Instant> at) implements Value {
        public Moments {
            at = at.size() == 1 ? List.copyOf(at) : at.stream().sorted().distinct().toList();
            if (at.isEmpty()) {
                throw new IllegalArgumentException("no instant: leave the field empty instead");
            }
        }

        @Override
        public FieldType type() {
            return FieldType.MOMENTS;
        }
    }

    record Day(LocalDate day) implements Value {
        @Override
        public FieldType type() {
            return FieldType.DAY;
        }
    }

    /** Words in alphabetical order. */
    record Labels(SortedSet<String> words) implements Value {
        public Labels {
            words = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(words));
        }

        @Override
        public FieldType type() {
            return FieldType.LABELS;
        }
    }
}
