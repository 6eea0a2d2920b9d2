/**
 * Fits networks to clips, or to what is known of them. Imports audio, dsp, kernel, layer, loss,
 * optim, model and network.
 */
@NullMarked
package org.sirenaudio.fit;

import org.jspecify.annotations.NullMarked;

