/**
 * Fitted recordings: networks on a time axis, their evaluation at any instant, and their file,
 * which docs/format.md describes. {@link org.sirenaudio.model.Safetensors} is the file format
 * alone: named tensors with text metadata. Imports kernel, layer and network.
 */
@NullMarked
package org.sirenaudio.model;

import org.jspecify.annotations.NullMarked;
