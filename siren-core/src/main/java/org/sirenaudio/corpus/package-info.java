/**
 * Batch fitting: a folder of recordings becomes a folder of models and a manifest. Imports audio,
 * fit, metrics, model and render.
 *
 * <p>Count what there is to fit:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="corpus"}
 *
 * <p>Records are immutable. A {@link org.sirenaudio.corpus.CorpusFit} runs one fit at a time and
 * may be stopped from any thread.
 *
 * @since 0.1
 */
@NullMarked
@Value.Style(builderVisibilityString = "PACKAGE")
package org.sirenaudio.corpus;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
