package org.sirenaudio.sync;

/**
 * Progress of a synchronisation.
 *
 * @param stage current stage, one word
 * @param part completed fraction of the work, 0 to 1, approximate
 */
public record SyncProgress(String stage, double part) {}
