/**
 * Models as files that other programs compute with: ONNX graphs, C sources, NumPy arrays. Imports
 * error, layer, model and network.
 */
@NullMarked
package org.sirenaudio.export;

import org.jspecify.annotations.NullMarked;
