package org.sirenaudio.sync;

/**
 * A discontinuity in another recording's time relative to the reference, such as a dropped block.
 *
 * @param seconds on the reference's clock
 * @param frame of the other recording, the first after the jump
 * @param frames number of frames missing from the other recording; if negative, the number of
 *     surplus frames, from {@code frame} on
 */
public record Jump(double seconds, long frame, long frames) {}
