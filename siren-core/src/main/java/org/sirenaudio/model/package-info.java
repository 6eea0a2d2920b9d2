/**
 * What a fit leaves behind and a rendering starts from: the model of a clip and its file. {@link
 * org.sirenaudio.model.Safetensors} is the file format alone: named tensors with text metadata.
 * Imports the network room.
 */
@NullMarked
package org.sirenaudio.model;

import org.jspecify.annotations.NullMarked;
