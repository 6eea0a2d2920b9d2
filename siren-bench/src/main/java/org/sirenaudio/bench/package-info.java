/**
 * The commands of {@code ./siren bench}: the engine against the machine's peak and against peers,
 * in alternating rounds, written up as a page.
 */
@NullMarked
package org.sirenaudio.bench;

import org.jspecify.annotations.NullMarked;
