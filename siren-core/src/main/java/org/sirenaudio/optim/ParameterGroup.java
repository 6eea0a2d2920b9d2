package org.sirenaudio.optim;

/**
 * A run of parameters with a learning rate of its own.
 *
 * @param from index of the first
 * @param length how many
 * @param rate learning rate, in the parameters' own units
 */
public record ParameterGroup(int from, int length, double rate) {}
