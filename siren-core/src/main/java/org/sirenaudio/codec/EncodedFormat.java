package org.sirenaudio.codec;

/**
 * The format of an encoded sound file to be written.
 *
 * @param ending file name extension, in lower case without a dot
 * @param sampleRate in Hz, an integer
 * @param channels 1 to 64
 * @param bits per sample: 16 or 24 for integers, 32 for floats
 */
public record EncodedFormat(String ending, int sampleRate, int channels, int bits) {}
