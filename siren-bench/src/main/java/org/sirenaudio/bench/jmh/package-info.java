/** JMH benchmarks of the engine's pieces. */
@NullMarked
package org.sirenaudio.bench.jmh;

import org.jspecify.annotations.NullMarked;
