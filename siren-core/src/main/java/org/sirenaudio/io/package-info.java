/** Atomic file writing, and arrays as bytes. Imports no other package of Siren. */
@NullMarked
package org.sirenaudio.io;

import org.jspecify.annotations.NullMarked;
