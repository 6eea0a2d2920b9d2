/**
 * Builds the package: the command line with a Java run-time of its own, man pages, completions,
 * licences and the list of parts. It runs while the package is built and is no part of it.
 */
@NullMarked
package org.sirenaudio.dist;

import org.jspecify.annotations.NullMarked;
