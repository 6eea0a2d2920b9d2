/**
 * Maps from one clock to another: which instant of a recording an instant of its rendering shows.
 * Imports no other room.
 *
 * <p>From one clock to another and back:
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
