/**
 * Exports models for evaluation in other programs: ONNX graphs, C sources, NumPy arrays. Imports
 * error, layer, model and network.
 */
@NullMarked
package org.sirenaudio.export;

import org.jspecify.annotations.NullMarked;
