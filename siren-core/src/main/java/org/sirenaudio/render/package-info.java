/**
 * Renders models and recordings to samples, at any rate, over any span, at any instants or on any
 * clock, and decimates clips. Imports audio, dsp, kernel, model and time.
 *
 * <p>Upsample, slow down, and evaluate at any instant:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="render"}
 *
 * <p>A {@link org.sirenaudio.render.Renderer} is immutable and may be shared; it creates its own
 * threads.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.render;

import org.jspecify.annotations.NullMarked;
