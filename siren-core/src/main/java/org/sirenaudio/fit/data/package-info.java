/**
 * Analysis of the recording, and the training targets of each window. Imports audio, dsp and
 * fit.config.
 */
@NullMarked
package org.sirenaudio.fit.data;

import org.jspecify.annotations.NullMarked;
