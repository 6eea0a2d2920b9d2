/**
 * What a module for more formats of sound provides: the core itself reads WAV, AIFF and AU, and
 * writes WAV. Imports nothing from other rooms.
 */
@NullMarked
package org.sirenaudio.codec;

import org.jspecify.annotations.NullMarked;
