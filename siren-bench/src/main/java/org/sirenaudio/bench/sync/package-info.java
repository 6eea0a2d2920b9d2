/**
 * The synchronisation figures: pairs of recordings with exact maps between their clocks, the bound,
 * and the conventional method.
 */
@NullMarked
package org.sirenaudio.bench.sync;

import org.jspecify.annotations.NullMarked;
