/**
 * What a fit tells of itself: while it runs, and in the model. Imports audio, model and fit.config.
 *
 * <p>How a fit went:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="report"}
 *
 * <p>Records are immutable. A listener hears one call at a time.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.fit.report;

import org.jspecify.annotations.NullMarked;
