/**
 * The on-disk state from which a fit can be resumed. Imports model, network, fit.config, fit.data,
 * fit.plan and fit.train.
 */
@NullMarked
package org.sirenaudio.fit.checkpoint;

import org.jspecify.annotations.NullMarked;
