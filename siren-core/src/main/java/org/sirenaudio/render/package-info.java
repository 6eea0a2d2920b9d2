/**
 * From models to samples, at any rate, over any span or at any instants, and clips brought to a
 * lower one. Imports audio, dsp and model.
 */
@NullMarked
package org.sirenaudio.render;

import org.jspecify.annotations.NullMarked;
