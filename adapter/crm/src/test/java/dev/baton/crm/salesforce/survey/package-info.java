@NullMarked
package dev.baton.crm.salesforce.survey;

import org.jspecify.annotations.NullMarked;
