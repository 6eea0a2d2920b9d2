/**
 * The configuration of a fit: training data, settings and checkpoints. Imports audio, layer, loss,
 * model and network.
 *
 * <p>Choose what to fit with:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="config"}
 *
 * <p>All types are immutable and may be shared.
 *
 * @since 0.1
 */
@NullMarked
@Value.Style(builderVisibilityString = "PACKAGE")
package org.sirenaudio.fit.config;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
