/**
 * How near fitted networks are to their recording. Imports audio, dsp, error, model, fit.data and
 * fit.report.
 */
@NullMarked
package org.sirenaudio.fit.quality;

import org.jspecify.annotations.NullMarked;
