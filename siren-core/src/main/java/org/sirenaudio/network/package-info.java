/**
 * Networks: their description, initialisation, passes over {@code [B, N, in]} coordinates, traces
 * and derivatives. Imports kernel and layer.
 */
@NullMarked
package org.sirenaudio.network;

import org.jspecify.annotations.NullMarked;
