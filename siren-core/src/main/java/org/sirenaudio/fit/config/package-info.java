/**
 * What a user says of a fit: what it is shown, how it goes, and where it keeps its checkpoints.
 * Imports audio, layer, loss, model and network.
 *
 * <p>What to fit with:
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
