/**
 * Signal processing on plain arrays: Fourier transforms, windows, short-time spectra and
 * band-limited interpolation. Imports nothing else of Siren; the transforms are JTransforms'.
 */
@NullMarked
package org.sirenaudio.dsp;

import org.jspecify.annotations.NullMarked;
