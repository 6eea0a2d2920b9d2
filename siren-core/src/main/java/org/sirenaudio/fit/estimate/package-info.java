/**
 * What a fit will cost: its parameters, its time and its file, said before it begins. Imports
 * audio, fit.config, fit.data, fit.gradient, fit.lm, fit.plan, fit.train, kernel, loss, model,
 * network and parallel.
 */
@NullMarked
package org.sirenaudio.fit.estimate;

import org.jspecify.annotations.NullMarked;
