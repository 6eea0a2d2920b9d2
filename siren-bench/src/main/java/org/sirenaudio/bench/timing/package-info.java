/** Contestants timed in turn: the engine, the machine's peak, and peers in child processes. */
@NullMarked
package org.sirenaudio.bench.timing;

import org.jspecify.annotations.NullMarked;
