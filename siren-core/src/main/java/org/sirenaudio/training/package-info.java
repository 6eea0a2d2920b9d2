/**
 * For custom training loops: a network, a loss by name and an optimiser, batch by batch. Imports
 * audio, kernel, layer, loss, network and optim.
 *
 * <p>One step:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="training"}
 *
 * <p>A {@link org.sirenaudio.training.Batch} may be shared as long as its arrays are not written
 * to; a {@link org.sirenaudio.training.TrainingLoop} serves one caller at a time.
 *
 * @since 0.2
 */
@NullMarked
package org.sirenaudio.training;

import org.jspecify.annotations.NullMarked;
