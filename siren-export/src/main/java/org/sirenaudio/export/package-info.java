/**
 * Exports models for evaluation in other programs: ONNX graphs, C sources, NumPy arrays. Imports
 * error, layer, model and network.
 *
 * <p>Export a model in the format that a file's name implies:
 *
 * {@snippet file="org/sirenaudio/export/PackageExampleTest.java" region="export"}
 *
 * <p>Exporters are stateless and may be shared.
 *
 * @since 0.2
 */
@NullMarked
package org.sirenaudio.export;

import org.jspecify.annotations.NullMarked;
