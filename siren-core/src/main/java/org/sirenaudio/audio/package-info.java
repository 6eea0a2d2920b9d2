/**
 * Sound in memory and in files: {@link org.sirenaudio.audio.Clip}, strict readers for WAV, AIFF and
 * AU, and a streaming WAV writer. The parsers are hand-written because the JDK's accept headers
 * that contradict themselves or the file. Imports no other package of Siren.
 *
 * <p>Reading and writing PCM: amplify a recording.
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="audio"}
 *
 * <p>Clips, formats, spans and metadata are immutable as long as the sample arrays, which are not
 * copied, are not written to; threads may share them. Readers and writers are confined to one
 * thread at a time. {@link org.sirenaudio.audio.ClipSource} documents how each source may be
 * shared.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.audio;

import org.jspecify.annotations.NullMarked;
