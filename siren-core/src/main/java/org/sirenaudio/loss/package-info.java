/**
 * Training objectives: losses with their exact gradients, looked up by name in {@link
 * org.sirenaudio.loss.Losses}. Imports dsp.
 */
@NullMarked
package org.sirenaudio.loss;

import org.jspecify.annotations.NullMarked;
