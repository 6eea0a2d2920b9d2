/** The parts of BENCHMARKS.md: the engine against the machine's peak and the peers. */
@NullMarked
package org.sirenaudio.bench.engine;

import org.jspecify.annotations.NullMarked;
