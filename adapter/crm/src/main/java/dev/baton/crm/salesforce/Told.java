package dev.baton.crm.salesforce;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of each of very many records, whatever the order in which it is told. */
final class Told {
    private final String[] names;
    private final @Nullable WriteResult[] results;

    /** Nothing is known yet of these. */
    Told(List<WriteRequest> requests) {
        names = requests.stream().map(WriteRequest::id).toArray(String[]::new);
        Arrays.sort(names);
        results = new @Nullable WriteResult[names.length];
    }

    /** Records what became of one; others than ours are passed over. */
    void tell(String name, Function<String, WriteResult> result) {
        int at = Arrays.binarySearch(names, name);
        if (at >= 0) {
            results[at] = result.apply(names[at]);
        }
    }

    void tellAll(List<WriteRequest> requests, Function<WriteRequest, WriteResult> result) {
        requests.forEach(request -> tell(request.id(), name -> result.apply(request)));
    }

    /**
     * In the order of the requests.
     *
     * @throws AdapterException OUTCOME_UNKNOWN when nothing was told of some record
     */
    List<WriteResult> inOrder(List<WriteRequest> requests) throws AdapterException {
        int[] places = new int[requests.size()];
        for (int at = 0; at < places.length; at++) {
            places[at] = Arrays.binarySearch(names, requests.get(at).id());
            if (places[at] < 0 || results[places[at]] == null) {
                throw new AdapterException(
                        Category.OUTCOME_UNKNOWN,
                        "result_missing",
                        "a job does not tell what became of every record; they are read back first",
                        null);
            }
        }
        return new InOrder(places, results);
    }

    private static final class InOrder extends AbstractList<WriteResult> {
        private final int[] places;
        private final @Nullable WriteResult[] results;

        InOrder(int[] places, @Nullable WriteResult[] results) {
            this.places = places;
            this.results = results;
        }

        @Override
        public WriteResult get(int index) {
            WriteResult result = results[places[index]];
            if (result == null) {
                throw new IllegalStateException("was looked at before");
            }
            return result;
        }

        @Override
        public int size() {
            return places.length;
        }
    }
}
