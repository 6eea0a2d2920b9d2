/**
 * How close an estimate comes to a reference: one record per measure, found by name through {@link
 * org.sirenaudio.metrics.Metrics}. Imports audio and dsp.
 */
@NullMarked
package org.sirenaudio.metrics;

import org.jspecify.annotations.NullMarked;
