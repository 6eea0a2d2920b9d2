/**
 * Reports of a fit: its progress, and the metadata in the model. Imports audio, model and
 * fit.config.
 *
 * <p>See how a fit went:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="report"}
 *
 * <p>Records are immutable. A listener is called by one thread at a time.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.fit.report;

import org.jspecify.annotations.NullMarked;
