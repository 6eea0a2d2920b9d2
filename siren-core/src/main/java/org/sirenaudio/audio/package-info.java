/**
 * Sound in memory and in files: {@link org.sirenaudio.audio.Clip}, strict readers for WAV, AIFF and
 * AU, and a streaming WAV writer. The parsers are the project's own because the JDK's accept
 * headers that contradict themselves or the file. Imports nothing from other rooms.
 *
 * <p>Reading and writing PCM: amplify a recording.
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="audio"}
 *
 * <p>Clips, formats, spans and metadata are immutable as long as nobody writes into the arrays of
 * samples, which are not copied; any number of threads may share them. A reader and a writer belong
 * to one thread at a time. {@link org.sirenaudio.audio.ClipSource} says of each source how it may
 * be shared.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.audio;

import org.jspecify.annotations.NullMarked;
