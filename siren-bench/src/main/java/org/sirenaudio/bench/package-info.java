/**
 * What {@code ./siren bench} runs: the engine beside the machine's peak and beside others, in
 * alternating rounds, written up as a page.
 */
@NullMarked
package org.sirenaudio.bench;

import org.jspecify.annotations.NullMarked;
