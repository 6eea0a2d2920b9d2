package org.sirenaudio.sync;

/**
 * Where another recording's time jumps beside the reference's: a dropped block.
 *
 * @param seconds on the reference's clock
 * @param frame of the other recording, the first behind the jump
 * @param frames of the other recording that are missing there; below 0, so many are there that the
 *     reference lacks, from {@code frame} on
 */
public record Jump(double seconds, long frame, long frames) {}
