package dev.baton.crm.salesforce;

import dev.baton.port.Secret;

/** How our app proves to the org who it is. Both ways go through an External Client App. */
public sealed interface SignIn {

    /**
     * The client credentials flow: the app acts for the run-as user that an admin set in it.
     *
     * @param clientSecret the app's consumer secret
     */
    record ClientCredentials(Secret clientSecret) implements SignIn {
        public ClientCredentials {
            if (clientSecret.reveal().isBlank()) {
                throw new IllegalArgumentException("clientSecret: must not be empty");
            }
        }
    }

    /**
     * The JWT bearer flow: the app acts for the user it names, whom an admin has approved for it.
     *
     * @param user the username, {@code baton@acme.com}
     * @param key signs the assertion; the app holds the certificate that goes with it
     */
    record JwtBearer(String user, JwtKey key) implements SignIn {
        public JwtBearer {
            if (user.isBlank()) {
                throw new IllegalArgumentException("user: must not be empty");
            }
        }
    }
}
