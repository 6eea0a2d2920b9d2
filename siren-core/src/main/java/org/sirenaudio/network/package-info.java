/**
 * The networks, SIREN and the rectified baselines: their configuration, initialisation, passes over
 * {@code [B, N, in]} coordinates, traces and derivatives. Imports the kernel room.
 */
@NullMarked
package org.sirenaudio.network;

import org.jspecify.annotations.NullMarked;
