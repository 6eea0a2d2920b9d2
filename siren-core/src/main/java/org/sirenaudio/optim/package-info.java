/** Optimisers and learning-rate schedules. Imports kernel. */
@NullMarked
package org.sirenaudio.optim;

import org.jspecify.annotations.NullMarked;
