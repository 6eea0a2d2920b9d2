package org.sirenaudio.sync;

/**
 * How far a synchronisation is.
 *
 * @param stage what it does, a word
 * @param part of the work that is done, 0 to 1, roughly
 */
public record SyncProgress(String stage, double part) {}
