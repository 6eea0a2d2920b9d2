/**
 * What a user says of a fit: what it is shown, how it goes, and where it keeps its checkpoints.
 * Imports audio, layer, loss, model and network.
 */
@NullMarked
package org.sirenaudio.fit.config;

import org.jspecify.annotations.NullMarked;
