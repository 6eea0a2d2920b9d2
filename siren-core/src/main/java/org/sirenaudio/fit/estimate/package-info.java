/**
 * Estimates of a fit's cost in advance: its parameters, its time and its file size. Imports audio,
 * fit.config, fit.data, fit.gradient, fit.lm, fit.plan, fit.train, kernel, loss, model, network and
 * parallel.
 *
 * <p>Estimate a fit:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="estimate"}
 *
 * <p>All types are immutable and may be shared.
 *
 * @since 0.2
 */
@NullMarked
package org.sirenaudio.fit.estimate;

import org.jspecify.annotations.NullMarked;
