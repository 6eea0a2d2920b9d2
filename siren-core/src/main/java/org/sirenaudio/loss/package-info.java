/**
 * What a fit minimises: losses with their exact gradients, found by name through {@link
 * org.sirenaudio.loss.Losses}. May import dsp.
 */
@NullMarked
package org.sirenaudio.loss;

import org.jspecify.annotations.NullMarked;
