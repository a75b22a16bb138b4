/** HostGauge against the real programs that it has to get along with: run by {@code ./mvnw -Pit verify}. */
@NullMarked
package dev.hostgauge.it;

import org.jspecify.annotations.NullMarked;
