package dev.baton.sandbox.demo.company;

/**
 * How large a customer is.
 *
 * @see #draw
 */
enum Segment {
    SMALL("Small", 8, 40, 620, 2, 0.55),
    MEDIUM("Medium", 40, 150, 540, 4, 1),
    LARGE("Large", 150, 420, 450, 6, 1.9);

    private final String label;
    private final int leastSeats;
    private final int mostSeats;
    private final int seatPrice;
    private final int people;
    private final double size;

    Segment(String label, int leastSeats, int mostSeats, int seatPrice, int people, double size) {
        this.label = label;
        this.leastSeats = leastSeats;
        this.mostSeats = mostSeats;
        this.seatPrice = seatPrice;
        this.people = people;
        this.size = size;
    }

    /** Half of all customers are small, a seventh are large. */
    static Segment draw(Chance chance) {
        int kind = chance.between(1, 100);
        return kind <= 50 ? SMALL : kind <= 86 ? MEDIUM : LARGE;
    }

    String label() {
        return label;
    }

    int seats(Chance chance) {
        return chance.between(leastSeats, mostSeats);
    }

    /** Price of a seat for a year. */
    int seatPrice() {
        return seatPrice;
    }

    /** People known by name at the least. */
    int people() {
        return people;
    }

    /** How much it asks of support, a medium one 1. */
    double size() {
        return size;
    }
}
