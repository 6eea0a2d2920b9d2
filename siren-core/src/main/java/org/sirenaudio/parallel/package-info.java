/** Threads that share out numbered work. Imports nothing of ours. */
@NullMarked
package org.sirenaudio.parallel;

import org.jspecify.annotations.NullMarked;
