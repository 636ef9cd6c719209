package dev.baton.sandbox.salesforce.deploy;

/**
 * How a deployment is done. The vendor's other options change nothing here: the org runs no tests
 * and holds no managed packages.
 *
 * @param checkOnly whether the org stays as it is
 * @param rollbackOnError whether one refused component keeps all others out
 * @param allowMissingFiles whether package.xml may name what the zip lacks
 * @param autoUpdatePackage whether the zip may hold what package.xml does not name
 */
public record DeployOptions(
        boolean checkOnly,
        boolean rollbackOnError,
        boolean ignoreWarnings,
        boolean allowMissingFiles,
        boolean autoUpdatePackage) {}
