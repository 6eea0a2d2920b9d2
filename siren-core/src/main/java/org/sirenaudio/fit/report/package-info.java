/**
 * What a fit tells of itself: while it runs, and in the model. Imports audio, model and fit.config.
 */
@NullMarked
package org.sirenaudio.fit.report;

import org.jspecify.annotations.NullMarked;
