/**
 * Fits networks to recordings: the facade and the loop over batches of windows. The subpackages
 * contain the rest.
 *
 * <p>Fit to a target SNR:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="fit"}
 *
 * <p>A {@link org.sirenaudio.fit.Fitter} runs one fit at a time; separate fitters run concurrently
 * without affecting each other's results.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.fit;

import org.jspecify.annotations.NullMarked;
