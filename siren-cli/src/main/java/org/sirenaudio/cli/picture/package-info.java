/**
 * The pictures: waveforms and errors, spectrograms, mean spectra and curves, and the options that
 * say where to draw them. Knows Java2D, and nothing of the commands.
 */
@NullMarked
package org.sirenaudio.cli.picture;

import org.jspecify.annotations.NullMarked;
