package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/**
 * Every word of the package in every language: nothing left out, nothing left over, nothing too
 * long. Each language is a package directory of its own, as an org takes only those it has turned
 * on.
 */
final class PackageTranslationTest {
    private static final String SOURCE = "force-app/main/default/";

    /** Terms of the trade and names that the other language has just the same. */
    private static final Set<String> SAME =
            Set.of(
                    "Account",
                    "Accounts (CSM)",
                    "CSM",
                    "Commercial",
                    "Kickoff On",
                    "Opportunity",
                    "Points 1",
                    "Points 2",
                    "Points 3",
                    "Score",
                    "Segment",
                    "Source",
                    "Stable",
                    "Status",
                    "Support",
                    "Trend",
                    "{0} points",
                    "Baton Run");

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @ParameterizedTest
    @ValueSource(strings = {"de", "es", "fr", "it"})
    void everyWordIsTranslatedAndNoneThatIsNotThere(String language) {
        assertThat(translated(language).keySet()).isEqualTo(english().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "es", "fr", "it"})
    void noWordIsLeftInEnglish(String language) {
        Map<String, String> english = english();
        translated(language)
                .forEach(
                        (key, text) -> {
                            assertThat(text).as(key).isNotBlank();
                            if (!SAME.contains(english.get(key))) {
                                assertThat(text).as(key).isNotEqualTo(english.get(key));
                            }
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "es", "fr", "it"})
    void labelsFitIntoForty(String language) {
        translated(language)
                .forEach(
                        (key, text) -> {
                            int most =
                                    key.endsWith(" label")
                                            ? 40
                                            : key.endsWith(" help") ? 510 : 1_000;
                            assertThat(text.length()).as(key).isLessThanOrEqualTo(most);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "es", "fr", "it"})
    void everyTranslationHasThePlacesOfTheEnglishOne(String language) {
        Map<String, String> english = english();
        translated(language)
                .forEach(
                        (key, text) ->
                                assertThat(places(text))
                                        .as(key)
                                        .isEqualTo(places(english.getOrDefault(key, ""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "es", "fr", "it"})
    void everyLanguageIsAPackageDirectoryWithNothingElseInIt(String language) {
        assertThat(PackageFiles.under("translations/" + language))
                .hasSize(8)
                .allSatisfy(
                        file ->
                                assertThat(file.getFileName().toString())
                                        .matches(
                                                "([A-Za-z_]+-LANG\\.objectTranslation|LANG\\.translation)-meta\\.xml"
                                                        .replace("LANG", language)));
    }

    private static Set<String> places(String text) {
        return new TreeSet<>(PLACE.matcher(text).results().map(MatchResult::group).toList());
    }

    /** What there is to translate: by object, field and kind of text. */
    private static Map<String, String> english() {
        Map<String, String> words = new TreeMap<>();
        for (Path file : PackageFiles.under(SOURCE + "objects")) {
            Element root = PackageFiles.root(file);
            String object = PackageFiles.below("objects", file);
            switch (root.getTagName()) {
                case "CustomField" -> field(words, object, root);
                case "CustomObject" -> {
                    words.put(object + " singular", PackageFiles.text(root, "label"));
                    words.put(object + " plural", PackageFiles.text(root, "pluralLabel"));
                    words.put(
                            object + " name",
                            PackageFiles.text(
                                    PackageFiles.children(root, "nameField").getFirst(), "label"));
                }
                case "ValidationRule" ->
                        words.put(
                                object + " " + PackageFiles.text(root, "fullName"),
                                PackageFiles.text(root, "errorMessage"));
                default -> assertThat(root.getTagName()).isEqualTo("ListView");
            }
        }
        Element labels = PackageFiles.root(SOURCE + "labels/CustomLabels.labels-meta.xml");
        for (Element label : PackageFiles.children(labels, "labels")) {
            words.put(PackageFiles.text(label, "fullName"), PackageFiles.text(label, "value"));
        }
        return words;
    }

    private static void field(Map<String, String> words, String object, Element field) {
        String name = object + "." + PackageFiles.text(field, "fullName");
        words.put(name + " label", PackageFiles.text(field, "label"));
        words.put(name + " help", PackageFiles.text(field, "inlineHelpText"));
        if (!PackageFiles.text(field, "relationshipLabel").isEmpty()) {
            words.put(name + " related", PackageFiles.text(field, "relationshipLabel"));
        }
        for (Element set : PackageFiles.children(field, "valueSet")) {
            for (Element definition : PackageFiles.children(set, "valueSetDefinition")) {
                for (Element value : PackageFiles.children(definition, "value")) {
                    String label = PackageFiles.text(value, "label");
                    words.put(name + " value " + label, label);
                }
            }
        }
    }

    private static Map<String, String> translated(String language) {
        Map<String, String> words = new TreeMap<>();
        for (Path file : PackageFiles.under("translations/" + language)) {
            Element root = PackageFiles.root(file);
            if (root.getTagName().equals("Translations")) {
                for (Element label : PackageFiles.children(root, "customLabels")) {
                    words.put(PackageFiles.text(label, "name"), PackageFiles.text(label, "label"));
                }
            } else {
                String name = PackageFiles.below("objectTranslations", file);
                object(words, name.substring(0, name.length() - language.length() - 1), root);
            }
        }
        return words;
    }

    private static void object(Map<String, String> words, String object, Element root) {
        for (Element field : PackageFiles.children(root, "fields")) {
            String name = object + "." + PackageFiles.text(field, "name");
            words.put(name + " label", PackageFiles.text(field, "label"));
            words.put(name + " help", PackageFiles.text(field, "help"));
            if (!PackageFiles.text(field, "relationshipLabel").isEmpty()) {
                words.put(name + " related", PackageFiles.text(field, "relationshipLabel"));
            }
            for (Element value : PackageFiles.children(field, "picklistValues")) {
                words.put(
                        name + " value " + PackageFiles.text(value, "masterLabel"),
                        PackageFiles.text(value, "translation"));
            }
        }
        for (Element form : PackageFiles.children(root, "caseValues")) {
            if (List.of("", "Nominative").contains(PackageFiles.text(form, "caseType"))) {
                boolean plural = PackageFiles.text(form, "plural").equals("true");
                words.put(
                        object + (plural ? " plural" : " singular"),
                        PackageFiles.text(form, "value"));
            }
        }
        if (!PackageFiles.text(root, "nameFieldLabel").isEmpty()) {
            words.put(object + " name", PackageFiles.text(root, "nameFieldLabel"));
        }
        for (Element rule : PackageFiles.children(root, "validationRules")) {
            words.put(
                    object + " " + PackageFiles.text(rule, "name"),
                    PackageFiles.text(rule, "errorMessage"));
        }
    }
}
