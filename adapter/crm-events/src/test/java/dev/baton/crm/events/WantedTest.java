package dev.baton.crm.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WantedTest {
    @ParameterizedTest(name = "{0} is wanted, {1} changed: {2}")
    @CsvSource({
        "Phone, Phone, true",
        "Phone, Fax, false",
        "Owner.Name, OwnerId, true",
        "Partner__r.Name, Partner__c, true",
        "BillingCity, BillingAddress.City, true",
        "BillingCity, BillingAddress.Street, false",
        "BillingCity, ShippingAddress.City, false",
        "BillingAddress, BillingAddress.City, true",
        "LastName, Name.LastName, true",
        "Name, Name.FirstName, true",
        "FirstName, Name.LastName, false"
    })
    void aFieldIsWantedByTheNameThatMappingsGiveIt(String path, String changed, boolean wanted) {
        assertThat(new Wanted(List.of(path)).any(List.of("LastModifiedDate", changed)))
                .isEqualTo(wanted);
    }
}
