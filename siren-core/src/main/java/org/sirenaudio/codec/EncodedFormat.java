package org.sirenaudio.codec;

/**
 * A file of encoded sound that is to be written.
 *
 * @param ending of its name, in lower case and without a dot
 * @param sampleRate in Hz, a whole number
 * @param channels 1 to 64
 * @param bits of a sample: 16 or 24 of an integer, 32 of a float
 */
public record EncodedFormat(String ending, int sampleRate, int channels, int bits) {}
