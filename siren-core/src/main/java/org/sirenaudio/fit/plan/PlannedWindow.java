package org.sirenaudio.fit.plan;

import org.sirenaudio.network.NetworkSpec;

/**
 * A window of one network.
 *
 * @param firstFrame first frame of the window
 * @param frames its length
 * @param network the network at the start of training
 */
public record PlannedWindow(int firstFrame, int frames, NetworkSpec network) {}
