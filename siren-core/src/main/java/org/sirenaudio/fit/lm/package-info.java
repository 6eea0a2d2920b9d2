/**
 * Levenberg–Marquardt training of growing networks. Imports dsp, kernel, model, network, optim,
 * fit.config, fit.data, fit.plan and fit.train.
 */
@NullMarked
package org.sirenaudio.fit.lm;

import org.jspecify.annotations.NullMarked;
