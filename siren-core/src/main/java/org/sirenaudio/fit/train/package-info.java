/**
 * Code shared by both kinds of training: a window's task, a batch, its share of the budget. Imports
 * audio, dsp, layer, loss, model, network, fit.config, fit.data and fit.plan.
 */
@NullMarked
package org.sirenaudio.fit.train;

import org.jspecify.annotations.NullMarked;
