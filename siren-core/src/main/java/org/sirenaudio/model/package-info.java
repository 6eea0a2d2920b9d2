/**
 * Fitted recordings: networks on a time axis, their evaluation at any instant, and their file,
 * which docs/format.md describes. {@link org.sirenaudio.model.Safetensors} is the bare file format:
 * named tensors with text metadata. Imports kernel, layer and network.
 *
 * <p>Save, load, evaluate:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="model"}
 *
 * <p>A {@link org.sirenaudio.model.ClipModel} is immutable and may be shared; an {@link
 * org.sirenaudio.model.Evaluator} is confined to one thread.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.model;

import org.jspecify.annotations.NullMarked;
