/**
 * From models and recordings to samples, at any rate, over any span, at any instants or on any
 * clock, and clips brought to a lower rate. Imports audio, dsp, kernel, model and time.
 */
@NullMarked
package org.sirenaudio.render;

import org.jspecify.annotations.NullMarked;
