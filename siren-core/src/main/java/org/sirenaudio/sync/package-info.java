/**
 * Synchronisation of two recordings of one event with independent clocks: estimates the map from
 * one clock to the other. Imports audio, dsp, render and time.
 *
 * <p>Bring a recording onto the clock of another:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="sync"}
 *
 * <p>Results are immutable. A {@link org.sirenaudio.sync.Synchroniser} is immutable too, and
 * creates its own threads.
 *
 * @since 0.2
 */
@NullMarked
package org.sirenaudio.sync;

import org.jspecify.annotations.NullMarked;
