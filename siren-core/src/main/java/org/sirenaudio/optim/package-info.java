/** Optimisers. Imports kernel. */
@NullMarked
package org.sirenaudio.optim;

import org.jspecify.annotations.NullMarked;
