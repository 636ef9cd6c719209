package dev.baton.sandbox.salesforce.sosl;

import dev.baton.sandbox.salesforce.fault.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The words, phrases and operators of a search. Words side by side must all be there. A word is
 * letters and digits, in any case; {@code *} stands for any of them, {@code ?} for one. What holds
 * other characters, such as an address of mail, is looked for as a phrase of its words.
 */
final class SearchText {
    private static final Pattern BORDER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern TERM_BORDER = Pattern.compile("[^\\p{L}\\p{N}*?]+");
    private static final int SHORTEST = 2;
    private static final int MAX_DEPTH = 50;

    private final List<String> tokens;
    private int position;
    private int depth;

    private SearchText(List<String> tokens) {
        this.tokens = tokens;
    }

    /**
     * Whether a record's fields match, each given as its words in lower case.
     *
     * @throws ApiException MALFORMED_SEARCH
     */
    static Predicate<List<List<String>>> of(String text) {
        SearchText search = new SearchText(tokens(text));
        if (search.tokens.isEmpty()) {
            throw tooShort(text.strip());
        }
        Predicate<List<List<String>>> whole = search.either();
        if (search.position < search.tokens.size()) {
            throw SoslParser.malformed("unexpected token: '" + search.peek() + "'");
        }
        return whole;
    }

    /** The words of a field's value. */
    static List<String> words(String value) {
        return split(value, BORDER);
    }

    private static List<String> split(String text, Pattern border) {
        List<String> words = new ArrayList<>();
        for (String word : border.split(text.toLowerCase(Locale.ROOT), -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Parentheses, phrases with their quotes, and whatever stands between blanks. */
    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                // Reserved characters stand for themselves, and are no part of any word.
                word.append(' ');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
                word.append(c);
            } else if (!quoted && (c == '(' || c == ')')) {
                flush(word, tokens);
                tokens.add(String.valueOf(c));
            } else if (!quoted && Character.isWhitespace(c)) {
                flush(word, tokens);
            } else {
                word.append(c);
            }
        }
        if (quoted) {
            throw SoslParser.malformed("a phrase lacks its closing quote");
        }
        flush(word, tokens);
        return tokens;
    }

    private static void flush(StringBuilder word, List<String> tokens) {
        if (!word.toString().isBlank()) {
            tokens.add(word.toString());
        }
        word.setLength(0);
    }

    private String peek() {
        return position < tokens.size() ? tokens.get(position) : "";
    }

    private boolean accept(String word) {
        boolean there = peek().equalsIgnoreCase(word);
        if (there) {
            position++;
        }
        return there;
    }

    private Predicate<List<List<String>>> either() {
        Predicate<List<List<String>>> any = all();
        while (accept("OR")) {
            any = any.or(all());
        }
        return any;
    }

    private Predicate<List<List<String>>> all() {
        Predicate<List<List<String>>> all = single();
        while (position < tokens.size() && !peek().equals(")") && !peek().equalsIgnoreCase("OR")) {
            accept("AND");
            all = accept("NOT") ? all.and(single().negate()) : all.and(single());
        }
        return all;
    }

    private Predicate<List<List<String>>> single() {
        if (accept("(")) {
            if (++depth > MAX_DEPTH) {
                throw SoslParser.malformed("the search is nested too deeply");
            }
            Predicate<List<List<String>>> inner = either();
            if (!accept(")")) {
                throw SoslParser.malformed("unexpected token: '" + peek() + "'");
            }
            depth--;
            return inner;
        }
        if (position >= tokens.size() || peek().equals(")")) {
            throw SoslParser.malformed("unexpected token: '" + peek() + "'");
        }
        return term(tokens.get(position++));
    }

    private static Predicate<List<List<String>>> term(String text) {
        List<String> words = split(text, TERM_BORDER);
        if (String.join("", words).replaceAll("[*?]", "").length() < SHORTEST) {
            throw tooShort(text);
        }
        List<Pattern> phrase = words.stream().map(SearchText::pattern).toList();
        return fields -> fields.stream().anyMatch(field -> holds(field, phrase));
    }

    private static ApiException tooShort(String text) {
        return SoslParser.malformed("search term must be longer than one character: " + text);
    }

    private static Pattern pattern(String word) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            regex.append(
                    switch (word.charAt(i)) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(word.substring(i, i + 1));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static boolean holds(List<String> words, List<Pattern> phrase) {
        for (int from = 0; from + phrase.size() <= words.size(); from++) {
            if (isAt(words, from, phrase)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(List<String> words, int from, List<Pattern> phrase) {
        for (int i = 0; i < phrase.size(); i++) {
            if (!phrase.get(i).matcher(words.get(from + i)).matches()) {
                return false;
            }
        }
        return true;
    }
}
