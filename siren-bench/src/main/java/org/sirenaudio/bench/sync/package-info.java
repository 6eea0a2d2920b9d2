/**
 * Pairs of recordings with exact maps between their clocks, the bound, and the usual way to sync.
 */
@NullMarked
package org.sirenaudio.bench.sync;

import org.jspecify.annotations.NullMarked;
