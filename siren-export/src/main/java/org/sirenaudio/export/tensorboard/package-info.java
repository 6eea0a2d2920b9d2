/**
 * Logs fits as TensorBoard event files. Imports audio, fit.config, fit.report and model, and the
 * messages of the parent package.
 */
@NullMarked
package org.sirenaudio.export.tensorboard;

import org.jspecify.annotations.NullMarked;
