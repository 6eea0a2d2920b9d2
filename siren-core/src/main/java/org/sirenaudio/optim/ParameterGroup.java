package org.sirenaudio.optim;

/**
 * A run of parameters with a common learning rate.
 *
 * @param from index of the first
 * @param length number of parameters
 * @param rate learning rate, in the parameters' own units
 */
public record ParameterGroup(int from, int length, double rate) {}
