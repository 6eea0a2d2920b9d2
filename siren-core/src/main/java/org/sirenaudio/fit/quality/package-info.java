/**
 * Measures fitted networks against their recording. Imports audio, dsp, model, fit.config, fit.data
 * and fit.report.
 */
@NullMarked
package org.sirenaudio.fit.quality;

import org.jspecify.annotations.NullMarked;
