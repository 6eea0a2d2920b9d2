/**
 * A training loop of one's own: a network, a loss by its name and an optimiser, batch by batch. May
 * import audio, kernel, layer, loss, network and optim.
 */
@NullMarked
package org.sirenaudio.training;

import org.jspecify.annotations.NullMarked;
