package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.baton.core.handoff.DealField;
import dev.baton.core.handoff.HandoffField;
import dev.baton.core.health.ResultName;
import dev.baton.core.heartbeat.HeartbeatField;
import dev.baton.core.play.TaskField;
import dev.baton.core.renewal.RenewalField;
import dev.baton.core.snapshot.SnapshotField;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Shape;
import dev.baton.mappings.yaml.YamlReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Editors check by the schemas, Baton by its loader: both have to say the same. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES =
            List.of("connections", "handoff", "model", "outputs", "plays", "source");

    /** Mistakes that no schema can see: they lie between files, in expressions, or in numbers. */
    private static final Set<String> BEYOND =
            Set.of(
                    "duplicate key",
                    "bands upside down",
                    "a curve that turns back",
                    "a type that no source maps",
                    "a field that a type does not have",
                    "a standard field that no source fills",
                    "order of texts",
                    "a number compared with a text",
                    "has on a text",
                    "is on labels",
                    "the mean of a text",
                    "a proportion of an unknown field",
                    "time that ends in a text",
                    "time that begins now",
                    "time between one and the same",
                    "a window by a number",
                    "a ratio to nothing",
                    "a dimension that does not exist",
                    "a segment that its dimension does not have",
                    "a table by what is no dimension",
                    "a table with a segment that does not exist",
                    "a table whose cell is too heavy",
                    "a table that is not as deep as its dimensions",
                    "a group that does not exist",
                    "a tenure since a text",
                    "a segment by a measure that does not exist",
                    "a dimension of a dimension",
                    "health by health",
                    "a measure of one product where there are none",
                    "products by a field that nothing fills",
                    "the newest by what names no product",
                    "families without a parent",
                    "a result that nothing tells",
                    "a dimension with the name of the segments",
                    "a terminal state by a field that does not exist",
                    "a trend of what tells of no change",
                    "a trend that is steady outside",
                    "a straight curve from a value to itself",
                    "steps that turn back",
                    "red that is left below where yellow begins",
                    "a measure that the catalogue does not have",
                    "a measure of the catalogue whose field no source fills",
                    "per and compare",
                    "per what no source maps",
                    "unknown connection",
                    "unknown stream",
                    "an unused stream is only a warning, a missing one is not",
                    "a declared field without its nature",
                    "a misspelt standard field",
                    "a standard field declared",
                    "what people wrote",
                    "a table of the wrong kind",
                    "a misspelt function in an expression",
                    "a misspelt child field, in a folded text",
                    "an expression of the wrong type",
                    "a condition for customers that is none",
                    "an expression in a literal text",
                    "no way to the account",
                    "a way that misses its link",
                    "a way through a stream that leads nowhere",
                    "a way by a field that no account has",
                    "a circle",
                    "two parents",
                    "an account with a way to the account",
                    "two sources of accounts",
                    "a link by a field that accounts do not have",
                    "a weaker rule first",
                    "many mistakes at once",
                    "two results into one field",
                    "writing what is read",
                    "another object",
                    "hashed here and in the clear there",
                    "a key column that is hashed",
                    // A document that cannot be read has nothing to hold against a schema.
                    "an alias",
                    "an anchor",
                    "a tag",
                    "not YAML",
                    "a tab",
                    "a second document",
                    // To a schema a number in another notation is a number.
                    "hexadecimal is no number",
                    "infinity is no number");

    static Stream<String> shipped() {
        return Example.files().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void theShippedExampleConforms(String path) {
        assertThat(errors(path, String.valueOf(Example.files().get(path)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedFileNamesItsSchema(String path) {
        String up = "../".repeat(path.split("/", -1).length + 1);
        assertThat(Example.files().get(path))
                .startsWith("# yaml-language-server: $schema=" + up + "schema/" + schemaOf(path));
        Path file = Example.FOLDER.resolve(path);
        assertThat(file.resolveSibling(up + "schema/" + schemaOf(path))).exists();
    }

    static Stream<Bent> seen() {
        return Bent.all().stream().filter(bent -> !BEYOND.contains(bent.name()));
    }

    @ParameterizedTest
    @MethodSource("seen")
    void whatTheLoaderRefusesInAFileTheSchemaRefusesToo(Bent bent) {
        assertThat(ProblemsTest.told(bent.files())).isNotEmpty();
        for (Bent.Change change : bent.changes()) {
            assertThat(errors(change.file(), String.valueOf(bent.files().get(change.file()))))
                    .as(change.file())
                    .isNotEmpty();
        }
    }

    @Test
    void whatNoSchemaCanSeeIsNamedAndIsThere() {
        assertThat(Bent.all().stream().map(Bent::name)).containsAll(BEYOND);
        assertThat(seen()).hasSizeGreaterThan(25);
    }

    @Test
    void schemasAndLoaderKnowTheSameKeys() {
        SortedMap<String, Shape> shapes = new TreeMap<>();
        Shapes.all().forEach(entry -> shapes.put(entry.getKey(), entry.getValue()));
        dev.baton.mappings.model.Shapes.all()
                .forEach(entry -> shapes.put(entry.getKey(), entry.getValue()));
        dev.baton.mappings.model.Shapes.plays()
                .forEach(entry -> shapes.put(entry.getKey(), entry.getValue()));
        dev.baton.mappings.model.Shapes.handoffs()
                .forEach(entry -> shapes.put(entry.getKey(), entry.getValue()));
        var definitions = new TreeMap<String, JsonNode>();
        for (String name : NAMES) {
            schema(name + ".schema.json")
                    .get("$defs")
                    .properties()
                    .forEach(entry -> definitions.put(entry.getKey(), entry.getValue()));
        }
        assertThat(definitions.keySet()).isEqualTo(shapes.keySet());
        definitions.forEach(
                (name, definition) ->
                        same(name, Objects.requireNonNull(shapes.get(name)), definition));
    }

    private static void same(String name, Shape shape, JsonNode definition) {
        assertThat(names(definition.get("properties").fieldNames()))
                .as(name)
                .isEqualTo(new TreeSet<>(shape.keys()));
        assertThat(definition.get("additionalProperties").asBoolean(true)).as(name).isFalse();
        JsonNode required = definition.path("required");
        var texts = new TreeSet<String>();
        required.forEach(each -> texts.add(each.asText()));
        assertThat(texts).as(name).isEqualTo(new TreeSet<>(shape.required()));
    }

    private static Set<String> names(java.util.Iterator<String> all) {
        var names = new TreeSet<String>();
        all.forEachRemaining(names::add);
        return names;
    }

    @Test
    void aConditionIsTheSameInModelPlaysAndOutputs() {
        assertThat(schema("plays.schema.json").at("/$defs/predicate"))
                .isEqualTo(schema("model.schema.json").at("/$defs/predicate"));
        assertThat(schema("handoff.schema.json").at("/$defs/predicate"))
                .isEqualTo(schema("model.schema.json").at("/$defs/predicate"));
        assertThat(schema("handoff.schema.json").at("/$defs/milestone"))
                .isEqualTo(schema("model.schema.json").at("/$defs/milestone"));
        assertThat(schema("outputs.schema.json").at("/$defs/predicate"))
                .isEqualTo(schema("model.schema.json").at("/$defs/predicate"));
    }

    @Test
    void everythingThatATaskTellsHasAPlaceInTheSchema() {
        assertThat(
                        names(
                                schema("outputs.schema.json")
                                        .at("/$defs/tasks/properties/fields/properties")
                                        .fieldNames()))
                .isEqualTo(
                        new TreeSet<>(
                                Arrays.stream(TaskField.values()).map(TaskField::word).toList()));
    }

    @Test
    void everythingThatASnapshotTellsHasAPlaceInTheSchema() {
        assertThat(
                        names(
                                schema("outputs.schema.json")
                                        .at("/$defs/snapshots/properties/fields/properties")
                                        .fieldNames()))
                .isEqualTo(
                        new TreeSet<>(
                                Arrays.stream(SnapshotField.values())
                                        .map(SnapshotField::word)
                                        .toList()));
    }

    @Test
    void everythingThatAHeartbeatTellsHasAPlaceInTheSchema() {
        assertThat(
                        names(
                                schema("outputs.schema.json")
                                        .at("/$defs/heartbeat/properties/fields/properties")
                                        .fieldNames()))
                .isEqualTo(
                        new TreeSet<>(
                                Arrays.stream(HeartbeatField.values())
                                        .map(HeartbeatField::word)
                                        .toList()));
    }

    @Test
    void everythingThatIsToldOfARenewalHasAPlaceInTheSchema() {
        assertThat(
                        names(
                                schema("outputs.schema.json")
                                        .at("/$defs/renewals/properties/fields/properties")
                                        .fieldNames()))
                .isEqualTo(
                        new TreeSet<>(
                                Arrays.stream(RenewalField.values())
                                        .map(RenewalField::word)
                                        .toList()));
    }

    @Test
    void everythingThatAHandoffTellsHasAPlaceInTheSchema() {
        assertThat(
                        names(
                                schema("outputs.schema.json")
                                        .at("/$defs/handoffs/properties/fields/properties")
                                        .fieldNames()))
                .isEqualTo(
                        new TreeSet<>(
                                Arrays.stream(HandoffField.values())
                                        .map(HandoffField::word)
                                        .toList()));
        assertThat(
                        names(
                                schema("outputs.schema.json")
                                        .at("/$defs/deal/properties/fields/properties")
                                        .fieldNames()))
                .isEqualTo(
                        new TreeSet<>(
                                Arrays.stream(DealField.values()).map(DealField::word).toList()));
    }

    @Test
    void everyResultHasAPlaceInTheSchema() {
        assertThat(
                        names(
                                schema("outputs.schema.json")
                                        .at("/$defs/outputs/properties/fields/properties")
                                        .fieldNames()))
                .isEqualTo(
                        new TreeSet<>(
                                Arrays.stream(ResultName.values()).map(ResultName::word).toList()));
    }

    private static String schemaOf(String path) {
        return path.startsWith("sources/")
                ? "source.schema.json"
                : path.replace(".yaml", ".schema.json");
    }

    private static JsonNode schema(String file) {
        try {
            JsonNode schema =
                    JSON.readTree(Example.text(Example.MODULE.resolve("schema").resolve(file)));
            String[] reference = schema.path("$ref").asText().split("#", 2);
            return reference[0].isEmpty()
                    ? schema
                    : ((ObjectNode) schema(reference[0])).put("$ref", "#" + reference[1]);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(file, malformed);
        }
    }

    static List<String> errors(String path, String text) {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema(schemaOf(path)));
        Node node = YamlReader.read(text, new Problems().in(path));
        return node == null
                ? List.of()
                : schema.validate(json(node)).stream().map(Error::getMessage).toList();
    }

    private static JsonNode json(Node node) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (node) {
            case Node.Scalar scalar ->
                    switch (scalar.kind()) {
                        case TEXT -> make.textNode(scalar.text());
                        case NUMBER -> make.numberNode(new BigDecimal(scalar.text()));
                        case TRUTH -> make.booleanNode(Boolean.parseBoolean(scalar.text()));
                        case NOTHING -> make.nullNode();
                    };
            case Node.Sequence sequence -> {
                var array = make.arrayNode();
                sequence.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Node.Mapping mapping -> {
                Map<String, JsonNode> fields = new TreeMap<>();
                var names = new ArrayList<String>();
                for (Node.Entry entry : mapping.entries()) {
                    names.add(entry.name());
                    fields.put(entry.name(), json(entry.value()));
                }
                var object = make.objectNode();
                names.forEach(name -> object.set(name, fields.get(name)));
                yield object;
            }
        };
    }
}
