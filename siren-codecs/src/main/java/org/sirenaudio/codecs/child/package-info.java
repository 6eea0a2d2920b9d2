/** The code that runs in the child process: FFmpeg's libraries, and nothing else of the library. */
@NullMarked
package org.sirenaudio.codecs.child;

import org.jspecify.annotations.NullMarked;
