/**
 * Networks: their description, initialisation, passes over {@code [B, N, in]} coordinates, traces
 * and derivatives. Imports kernel and layer.
 *
 * <p>Create a network and evaluate it:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="network"}
 *
 * <p>Descriptions are immutable. A {@link org.sirenaudio.network.Network} may be evaluated by
 * several threads as long as its parameters are not written to.
 *
 * @since 0.1
 */
@NullMarked
@Value.Style(builderVisibilityString = "PACKAGE")
package org.sirenaudio.network;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
