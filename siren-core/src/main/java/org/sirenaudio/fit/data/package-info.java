/**
 * What a fit knows of its recording, and what each window has to learn. Imports audio, dsp and
 * fit.config.
 */
@NullMarked
package org.sirenaudio.fit.data;

import org.jspecify.annotations.NullMarked;
