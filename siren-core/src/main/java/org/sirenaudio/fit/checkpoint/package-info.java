/**
 * What a fit leaves on disk so that it can be resumed. Imports model, network, fit.config,
 * fit.data, fit.plan and fit.train.
 */
@NullMarked
package org.sirenaudio.fit.checkpoint;

import org.jspecify.annotations.NullMarked;
