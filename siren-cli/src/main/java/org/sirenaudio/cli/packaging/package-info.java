/** Prepares jars for a quick start, in a source checkout and in the package. */
@NullMarked
package org.sirenaudio.cli.packaging;

import org.jspecify.annotations.NullMarked;
