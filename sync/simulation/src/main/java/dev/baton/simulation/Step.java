package dev.baton.simulation;

/**
 * Something that happens.
 *
 * @param cycle of ours in which it happens, from 0
 * @param boundary the first boundary between us and the world, within the cycle, at which it may
 *     happen; what found none happens at the cycle's end, if it can
 * @param choice what chance decides about it, so that leaving out one step changes no other
 */
record Step(int cycle, int boundary, Kind kind, int choice) {

    @Override
    public String toString() {
        return kind + "@" + cycle + "." + boundary + "#" + choice;
    }
}
