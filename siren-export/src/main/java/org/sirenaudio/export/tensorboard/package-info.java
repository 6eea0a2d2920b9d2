/**
 * Fits as TensorBoard shows them: files of events. Imports audio, fit.config, fit.report and model,
 * and the messages of the room above.
 */
@NullMarked
package org.sirenaudio.export.tensorboard;

import org.jspecify.annotations.NullMarked;
