/**
 * From models to samples, at any rate, over any span or at any instants, and clips decimated by an
 * integer factor. Imports audio, dsp and model.
 */
@NullMarked
package org.sirenaudio.render;

import org.jspecify.annotations.NullMarked;
