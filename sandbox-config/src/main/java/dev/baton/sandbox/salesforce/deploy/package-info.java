/**
 * Deployments of metadata: what a zip asks for, whether the org takes it, and what became of it.
 */
@NullMarked
package dev.baton.sandbox.salesforce.deploy;

import org.jspecify.annotations.NullMarked;
