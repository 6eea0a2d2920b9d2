/** A thread pool for numbered pieces of work. Imports error. */
@NullMarked
package org.sirenaudio.parallel;

import org.jspecify.annotations.NullMarked;
