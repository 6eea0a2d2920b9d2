/**
 * A training loop of one's own: a network, a loss by its name and an optimiser, batch by batch. May
 * import audio, kernel, layer, loss, network and optim.
 *
 * <p>One step:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="training"}
 *
 * <p>A {@link org.sirenaudio.training.Batch} may be shared as long as nobody writes into its
 * arrays; a {@link org.sirenaudio.training.TrainingLoop} serves one caller at a time.
 *
 * @since 0.2
 */
@NullMarked
package org.sirenaudio.training;

import org.jspecify.annotations.NullMarked;
