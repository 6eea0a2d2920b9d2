/**
 * Builds the package: the command line with its own Java run-time, man pages, completions, licences
 * and the list of components. Used only at build time.
 */
@NullMarked
package org.sirenaudio.dist;

import org.jspecify.annotations.NullMarked;
