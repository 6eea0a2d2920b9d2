/**
 * The service interface for modules that add sound formats: the core itself reads WAV, AIFF and AU,
 * and writes WAV. Imports no other package of Siren.
 *
 * <p>Look up a codec:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="codec"}
 *
 * <p>Codecs are thread-safe; a decoder or encoder is confined to one thread at a time.
 *
 * @since 0.2
 */
@NullMarked
package org.sirenaudio.codec;

import org.jspecify.annotations.NullMarked;
