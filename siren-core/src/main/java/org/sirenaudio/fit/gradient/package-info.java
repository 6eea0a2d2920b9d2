/**
 * Gradient training by Adam and Muon. Imports dsp, error, kernel, loss, model, network, optim,
 * fit.config, fit.data, fit.plan and fit.train.
 */
@NullMarked
package org.sirenaudio.fit.gradient;

import org.jspecify.annotations.NullMarked;
