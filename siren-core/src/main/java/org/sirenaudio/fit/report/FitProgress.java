package org.sirenaudio.fit.report;

/**
 * How far a fit is.
 *
 * @param step steps done, of the network that has done most
 * @param spent fraction of the budget spent, 0 to 1
 * @param loss mean loss over the clip in the networks' scale, from each network's latest steps
 * @param snrDb signal-to-noise ratio that the squared errors of the latest steps stand for, in dB
 * @param framesPerSecond points (frames, and instants between them) evaluated per second of fitting
 * @param elapsedSeconds seconds since the fit began
 * @param secondsLeft estimate of the seconds to come
 * @param windows networks in all
 * @param rollbacks how often a network had to go back to an earlier state
 */
public record FitProgress(
    int step,
    double spent,
    double loss,
    double snrDb,
    double framesPerSecond,
    double elapsedSeconds,
    double secondsLeft,
    int windows,
    int rollbacks) {}
