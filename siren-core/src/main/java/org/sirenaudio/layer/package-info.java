/**
 * Fully connected layers: their activation, their size, and where the numbers of each lie in a
 * network's flat parameter array. Imports no other room.
 *
 * <p>The layers of a network:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="layer"}
 *
 * <p>All types are immutable and may be shared; {@link org.sirenaudio.layer.OwnCurve} keeps a
 * registry for the whole process, which any number of threads may use.
 *
 * @since 0.2
 */
@NullMarked
package org.sirenaudio.layer;

import org.jspecify.annotations.NullMarked;
