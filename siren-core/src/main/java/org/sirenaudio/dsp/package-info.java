/**
 * Signal processing on plain arrays: Fourier transforms, windows, short-time spectra, band-limited
 * interpolation, decimation, curves through points, and the completion of what is missing. Imports
 * nothing else of Siren; the transforms are JTransforms'.
 */
@NullMarked
package org.sirenaudio.dsp;

import org.jspecify.annotations.NullMarked;
