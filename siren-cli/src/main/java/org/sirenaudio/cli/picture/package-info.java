/**
 * The pictures: waveforms and errors, spectrograms, mean spectra and curves, and the options for
 * their files. Uses Java2D, since chart libraries such as XChart have neither spectrograms nor
 * plots that share a time axis; independent of the commands.
 */
@NullMarked
package org.sirenaudio.cli.picture;

import org.jspecify.annotations.NullMarked;
