package dev.baton.bench;

public final class Bench {
    private Bench() {}

    public static void main(String[] args) {}
}
