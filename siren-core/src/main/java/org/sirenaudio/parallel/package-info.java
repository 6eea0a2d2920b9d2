/** Threads that share out numbered work. May import error. */
@NullMarked
package org.sirenaudio.parallel;

import org.jspecify.annotations.NullMarked;
