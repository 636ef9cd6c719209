package dev.baton.bench.org;

import java.io.IOException;

/**
 * Serves a company until standard input ends, so that no server outlives who started it. Arguments:
 * accounts, opportunities, tickets, seed. Prints {@code ready URL}.
 */
public final class ServeOrg {
    private ServeOrg() {}

    public static void main(String[] args) throws IOException {
        var size =
                new OrgSize(
                        Integer.parseInt(args[0]),
                        Integer.parseInt(args[1]),
                        Integer.parseInt(args[2]));
        try (PageServer server =
                PageServer.serve(new GeneratedOrg(size, Long.parseLong(args[3])))) {
            System.out.println("ready " + server.url());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        System.exit(0);
    }
}
