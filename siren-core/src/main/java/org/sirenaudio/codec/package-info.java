/**
 * What a module for more formats of sound provides: the core itself reads WAV, AIFF and AU, and
 * writes WAV. Imports nothing from other rooms.
 *
 * <p>Ask for a codec:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="codec"}
 *
 * <p>Codecs may be used by any number of threads; a decoder or encoder belongs to one at a time.
 *
 * @since 0.2
 */
@NullMarked
package org.sirenaudio.codec;

import org.jspecify.annotations.NullMarked;
