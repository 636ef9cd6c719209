@NullMarked
package dev.baton.crm.events;

import org.jspecify.annotations.NullMarked;
