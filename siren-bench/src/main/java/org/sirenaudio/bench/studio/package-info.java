/** The commands that measure and kill {@code ./siren studio}. */
@NullMarked
package org.sirenaudio.bench.studio;

import org.jspecify.annotations.NullMarked;
