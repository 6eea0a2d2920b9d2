package org.sirenaudio.fit.report;

/**
 * Progress of a fit.
 *
 * @param step steps of the most advanced network
 * @param spent fraction of the budget spent, 0 to 1
 * @param loss mean loss over the clip in the networks' scale, from each network's latest steps
 * @param snrDb SNR corresponding to the squared errors of the latest steps, in dB
 * @param framesPerSecond points (frames, and instants between them) evaluated per second of fitting
 * @param elapsedSeconds seconds since the start
 * @param secondsLeft estimated remaining time
 * @param windows number of networks
 * @param rollbacks number of rollbacks to an earlier state
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
