package dev.baton.engine;

import dev.baton.mappings.Route;
import dev.baton.mappings.SourceMapping;
import java.util.ArrayList;
import java.util.List;

/** In which order records find their accounts. */
final class Routes {
    private Routes() {}

    /**
     * The sources that are not the account itself, each after the one it goes through. Mappings let
     * no routes run in a circle.
     */
    static List<SourceMapping> inOrder(List<SourceMapping> sources) {
        var ordered = new ArrayList<SourceMapping>();
        sources.forEach(source -> visit(source, sources, ordered));
        ordered.removeIf(source -> source.route() instanceof Route.Itself);
        return List.copyOf(ordered);
    }

    private static void visit(
            SourceMapping source, List<SourceMapping> sources, List<SourceMapping> ordered) {
        if (source.route() instanceof Route.Through through) {
            sources.stream()
                    .filter(
                            other ->
                                    other.connection().equals(through.connection())
                                            && other.stream().equals(through.stream()))
                    .forEach(other -> visit(other, sources, ordered));
        }
        if (!ordered.contains(source)) {
            ordered.add(source);
        }
    }
}
