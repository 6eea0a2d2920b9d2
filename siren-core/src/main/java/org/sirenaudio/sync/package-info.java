/**
 * Two recordings of one event, each with a clock of its own: the map from one clock to the other.
 * Imports audio, dsp, render and time.
 *
 * <p>Bring a recording onto the clock of another:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="sync"}
 *
 * <p>Results are immutable. A {@link org.sirenaudio.sync.Synchroniser} is immutable too, and uses
 * threads of its own.
 *
 * @since 0.2
 */
@NullMarked
package org.sirenaudio.sync;

import org.jspecify.annotations.NullMarked;
