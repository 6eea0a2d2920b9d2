/**
 * Fits networks to recordings: the facade, and the loop over batches of windows. Everything else of
 * a fit lies in the rooms below it.
 *
 * <p>Fit until it is good enough:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="fit"}
 *
 * <p>A {@link org.sirenaudio.fit.Fitter} runs one fit at a time; different fitters run beside each
 * other, and each comes to what it would come to alone.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.fit;

import org.jspecify.annotations.NullMarked;
