package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.WriteRequest;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CsvUploadTest {
    @Test
    void aJobHoldsNoMoreThanTheVendorTakesAndEveryRowOnce() throws Exception {
        List<WriteRequest> requests =
                IntStream.range(0, 3)
                        .mapToObj(
                                i ->
                                        new WriteRequest(
                                                FakeOrg.id("Account", i),
                                                Map.of(
                                                        "Name",
                                                        "caf\u00E9 " + i,
                                                        "Score",
                                                        BigDecimal.ONE)))
                        .toList();
        List<CsvUpload> uploads = CsvUpload.of("Id", requests, 120);
        assertThat(uploads).hasSizeGreaterThan(1);
        var names = new ArrayList<String>();
        for (CsvUpload upload : uploads) {
            var bytes = new ByteArrayOutputStream();
            upload.writeTo(bytes);
            assertThat(bytes.size()).as("as it says").isEqualTo((int) upload.length());
            assertThat(bytes.size()).isLessThanOrEqualTo(120);
            upload.requests().forEach(request -> names.add(request.id()));
        }
        assertThat(names).isEqualTo(requests.stream().map(WriteRequest::id).toList());
    }
}
