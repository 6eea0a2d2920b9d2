/** Fits networks to clips. Imports audio, kernel, loss, optim, model and network. */
@NullMarked
package org.sirenaudio.fit;

import org.jspecify.annotations.NullMarked;
