/**
 * Two recordings of one event, each with a clock of its own: the map from one clock to the other.
 * Imports audio, dsp, render and time.
 */
@NullMarked
package org.sirenaudio.sync;

import org.jspecify.annotations.NullMarked;
