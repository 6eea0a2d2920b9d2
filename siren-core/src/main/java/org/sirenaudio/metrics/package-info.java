/**
 * Measures of the error of an estimate relative to a reference: one record per metric, looked up by
 * name in {@link org.sirenaudio.metrics.Metrics}. Imports audio and dsp.
 *
 * <p>Compare two clips:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="metrics"}
 *
 * <p>Metrics are immutable and may be shared.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.metrics;

import org.jspecify.annotations.NullMarked;
