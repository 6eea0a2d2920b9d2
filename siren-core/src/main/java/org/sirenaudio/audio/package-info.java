/**
 * Sound in memory and in files: {@link org.sirenaudio.audio.Clip}, strict readers for WAV, AIFF and
 * AU, and a streaming WAV writer. The parsers are the project's own because the JDK's accept
 * headers that contradict themselves or the file. Imports nothing from other rooms.
 */
@NullMarked
package org.sirenaudio.audio;

import org.jspecify.annotations.NullMarked;
