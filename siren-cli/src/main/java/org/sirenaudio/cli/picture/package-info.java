/**
 * The pictures: waveforms and errors, spectrograms, mean spectra and curves, and the options for
 * their files. Uses Java2D; independent of the commands.
 */
@NullMarked
package org.sirenaudio.cli.picture;

import org.jspecify.annotations.NullMarked;
