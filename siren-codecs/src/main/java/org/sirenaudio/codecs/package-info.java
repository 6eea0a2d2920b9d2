/**
 * More formats of sound for the library: FFmpeg's libraries, each file in a child process of its
 * own with a limit on its memory. Found by {@link java.util.ServiceLoader}. Only {@code child},
 * which runs there, sees native code.
 */
@NullMarked
package org.sirenaudio.codecs;

import org.jspecify.annotations.NullMarked;
