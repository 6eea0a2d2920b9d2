/** Files that appear whole or not at all, and arrays as bytes. Imports nothing of ours. */
@NullMarked
package org.sirenaudio.io;

import org.jspecify.annotations.NullMarked;
