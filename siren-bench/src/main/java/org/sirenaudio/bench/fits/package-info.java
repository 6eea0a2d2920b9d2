/** The commands that fit recordings, corpora and synthetic signals. */
@NullMarked
package org.sirenaudio.bench.fits;

import org.jspecify.annotations.NullMarked;
