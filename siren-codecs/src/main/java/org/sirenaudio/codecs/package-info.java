/**
 * Further sound formats by FFmpeg's libraries, each file in its own child process with limited
 * memory. Found through {@link java.util.ServiceLoader}. Only {@code child}, which runs there, uses
 * native code.
 */
@NullMarked
package org.sirenaudio.codecs;

import org.jspecify.annotations.NullMarked;
