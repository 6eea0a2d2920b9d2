/**
 * What a fit will cost: its parameters, its time and its file, said before it begins. Imports
 * audio, fit.config, fit.data, fit.gradient, fit.lm, fit.plan, fit.train, kernel, loss, model,
 * network and parallel.
 *
 * <p>What a fit will cost:
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
