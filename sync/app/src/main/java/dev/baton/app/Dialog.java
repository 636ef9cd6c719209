package dev.baton.app;

import dev.baton.crm.salesforce.survey.Candidate;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a person who sits at a terminal. */
final class Dialog {
    private final BufferedReader in;
    private final PrintWriter out;

    Dialog(BufferedReader in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    /** Null where nobody sits there. */
    static @Nullable Dialog ofTerminal() {
        return terminal()
                .map(each -> new Dialog(new BufferedReader(each.reader()), each.writer()))
                .orElse(null);
    }

    /** Empty where nobody sits at it. */
    static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /**
     * Asks for a text.
     *
     * @param usual taken for an empty answer; empty for none
     */
    String ask(String question, String usual) throws IOException {
        while (true) {
            out.print(question + (usual.isEmpty() ? ": " : " [" + usual + "]: "));
            out.flush();
            String line = in.readLine();
            if (line == null) {
                throw new Stop(
                        Exit.USAGE, "the input ended before all was said; nothing was written");
            }
            String answer = line.strip();
            if (!answer.isEmpty() || !usual.isEmpty()) {
                return answer.isEmpty() ? usual : answer;
            }
        }
    }

    /** Shows what may do, by number, and takes a number, another word, or {@code none}. */
    String choose(String question, List<Candidate> candidates) throws IOException {
        out.println();
        out.println(question);
        for (int at = 0; at < candidates.size(); at++) {
            out.println("  " + (at + 1) + "  " + ProposalText.of(candidates.get(at)));
        }
        String usual = candidates.isEmpty() ? Choices.NONE : "1";
        String answer = ask("Number, another one, or none", usual);
        if (!answer.matches("[0-9]{1,3}")) {
            return answer;
        }
        int number = Integer.parseInt(answer);
        return number >= 1 && number <= candidates.size()
                ? candidates.get(number - 1).value()
                : choose(question, candidates);
    }
}
