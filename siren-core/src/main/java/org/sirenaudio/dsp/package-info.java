/**
 * Signal processing on plain arrays: Fourier transforms, windows, short-time spectra, band-limited
 * interpolation, decimation, interpolation of non-uniform points, and restoration of missing
 * samples. Imports no other package of Siren; the FFT is JTransforms.
 */
@NullMarked
package org.sirenaudio.dsp;

import org.jspecify.annotations.NullMarked;
