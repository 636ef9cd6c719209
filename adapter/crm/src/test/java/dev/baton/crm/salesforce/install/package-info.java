@NullMarked
package dev.baton.crm.salesforce.install;

import org.jspecify.annotations.NullMarked;
