package dev.baton.sandbox.demo.company;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of companies and people that do not exist. No company's name is given twice. */
final class Names {
    private static final List<String> HEADS =
            List.of(
                    "Vel", "Tor", "Ambr", "Orv", "Mar", "Sel", "Bryn", "Cald", "Dun", "Esk", "Fenn",
                    "Garr", "Hal", "Ist", "Jorv", "Kest", "Lund", "Morv", "Nar", "Osk", "Penn",
                    "Rav", "Sund", "Thal", "Ulv", "Wex", "Yarr", "Zan");
    private static final List<String> TAILS =
            List.of(
                    "amora", "edale", "owick", "enheim", "astead", "iford", "emere", "ogate",
                    "aholm", "even", "itis", "era", "alund", "ebeck", "acombe", "oria");
    private static final List<String> TRADES =
            List.of(
                    "Logistics",
                    "Foods",
                    "Robotics",
                    "Health",
                    "Energy",
                    "Media",
                    "Labs",
                    "Retail",
                    "Textiles",
                    "Optics",
                    "Finance",
                    "Marine",
                    "Instruments",
                    "Packaging",
                    "Travel",
                    "Publishing",
                    "Plastics",
                    "Software",
                    "Motors",
                    "Pharma");
    private static final List<String> FIRST_NAMES =
            List.of(
                    "Ada", "Anton", "Bea", "Carlo", "Dana", "Emil", "Farah", "Goran", "Hanna",
                    "Ivo", "Jonas", "Kaya", "Lena", "Malik", "Nora", "Olga", "Pablo", "Rosa",
                    "Samir", "Tilda", "Ugo", "Vera", "Wanda", "Yusuf", "Zoe");
    private static final List<String> CITIES =
            List.of(
                    "Aarhus",
                    "Bergamo",
                    "Cork",
                    "Dresden",
                    "Eindhoven",
                    "Freiburg",
                    "Ghent",
                    "Lyon",
                    "Malmö",
                    "Porto",
                    "São Paulo",
                    "Tampere",
                    "Utrecht",
                    "Zürich");

    private final Set<String> taken = new HashSet<>();

    Names() {
        for (Story story : Story.values()) {
            taken.add(story.account());
        }
    }

    String company(Chance chance) {
        String name;
        do {
            name = root(chance) + " " + chance.oneOf(TRADES);
        } while (!taken.add(name));
        return name;
    }

    String firstName(Chance chance) {
        return chance.oneOf(FIRST_NAMES);
    }

    String lastName(Chance chance) {
        return root(chance);
    }

    String city(Chance chance) {
        return chance.oneOf(CITIES);
    }

    private static String root(Chance chance) {
        return chance.oneOf(HEADS) + chance.oneOf(TAILS);
    }

    /** What a company trades in. */
    static String trade(String company) {
        return company.substring(company.lastIndexOf(' ') + 1);
    }

    /** A domain that cannot exist: {@code .example} is reserved. */
    static String domain(String company) {
        return company.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + ".example";
    }
}
