/**
 * The picture of a fit: waveform and error, both spectrograms, SNR over steps. Knows Java2D, and
 * nothing of the commands.
 */
@NullMarked
package org.sirenaudio.cli.picture;

import org.jspecify.annotations.NullMarked;
