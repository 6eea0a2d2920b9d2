/** The commands that measure the tables of docs/rendering.md and docs/missing-samples.md. */
@NullMarked
package org.sirenaudio.bench.figures;

import org.jspecify.annotations.NullMarked;
