/** The entry point of {@code ./siren bench}; may import all other packages. */
@NullMarked
package org.sirenaudio.bench;

import org.jspecify.annotations.NullMarked;
