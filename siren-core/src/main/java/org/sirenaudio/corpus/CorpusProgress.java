package org.sirenaudio.corpus;

import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.report.FitMetadata;

/**
 * Progress of a corpus fit.
 *
 * @param clips recordings finished, successfully or not
 * @param allClips recordings in total
 * @param failed finished recordings without a model
 * @param poor finished recordings whose overall SNR is below {@link FitMetadata#LOW_DB}
 * @param reused finished recordings that already had a model
 * @param spent completed fraction of the corpus by file size, 0 to 1
 * @param audioSeconds total duration of the finished models
 * @param realTime seconds of sound fitted per second
 * @param elapsedSeconds since the start
 * @param secondsLeft estimated remaining time; NaN if unknown
 * @param firstError the first failure's message
 */
public record CorpusProgress(
    int clips,
    int allClips,
    int failed,
    int poor,
    int reused,
    double spent,
    double audioSeconds,
    double realTime,
    double elapsedSeconds,
    double secondsLeft,
    @Nullable String firstError) {}
