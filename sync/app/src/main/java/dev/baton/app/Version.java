package dev.baton.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Baton.class.getPackage().getImplementationVersion();
        return new String[] {"baton " + Objects.requireNonNullElse(version, "from sources")};
    }
}
