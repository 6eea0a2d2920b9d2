/**
 * Least squares on the strongest frequencies of long windows, each as one sine layer. Imports dsp,
 * fit.config, fit.data, fit.plan, fit.train, layer, model and network.
 */
@NullMarked
package org.sirenaudio.fit.pursuit;

import org.jspecify.annotations.NullMarked;
