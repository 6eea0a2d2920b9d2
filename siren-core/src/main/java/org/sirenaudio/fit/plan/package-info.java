/**
 * From a configuration and a recording to windows, networks and targets. Imports audio, dsp, loss,
 * model, network, fit.config and fit.data.
 */
@NullMarked
package org.sirenaudio.fit.plan;

import org.jspecify.annotations.NullMarked;
