/**
 * From models and recordings to samples, at any rate, over any span, at any instants or on any
 * clock, and clips brought to a lower rate. Imports audio, dsp, kernel, model and time.
 *
 * <p>At a higher rate, slower, and at any instant:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="render"}
 *
 * <p>A {@link org.sirenaudio.render.Renderer} is immutable and may be shared; it uses threads of
 * its own.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.render;

import org.jspecify.annotations.NullMarked;
