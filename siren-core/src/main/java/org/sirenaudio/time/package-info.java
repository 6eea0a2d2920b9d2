/**
 * Maps between clocks, for example from a rendering's time to the recording's. Imports no other
 * package of Siren.
 *
 * <p>Map from one clock to another and back:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="time"}
 *
 * <p>All types are immutable and may be shared.
 *
 * @since 0.2
 */
@NullMarked
package org.sirenaudio.time;

import org.jspecify.annotations.NullMarked;
