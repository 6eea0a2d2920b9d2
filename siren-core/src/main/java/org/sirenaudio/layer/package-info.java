/**
 * Fully connected layers: their activations, sizes, and positions in a network's flat parameter
 * array. Imports no other package of Siren.
 *
 * <p>The layers of a network:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="layer"}
 *
 * <p>All types are immutable and may be shared; {@link org.sirenaudio.layer.OwnCurve} keeps a
 * thread-safe registry for the whole process.
 *
 * @since 0.2
 */
@NullMarked
package org.sirenaudio.layer;

import org.jspecify.annotations.NullMarked;
