/**
 * Fits networks to recordings: the facade, and the loop over batches of windows. Everything else of
 * a fit lies in the rooms below it.
 */
@NullMarked
package org.sirenaudio.fit;

import org.jspecify.annotations.NullMarked;
