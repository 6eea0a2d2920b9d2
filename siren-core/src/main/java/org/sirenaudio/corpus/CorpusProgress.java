package org.sirenaudio.corpus;

import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.report.FitMetadata;

/**
 * How far the fit of a corpus is.
 *
 * @param clips recordings that are done, one way or another
 * @param allClips recordings in all
 * @param failed how many of those that are done have no model
 * @param poor how many have a model of less than {@link FitMetadata#LOW_DB} over all
 * @param reused how many had one already
 * @param spent fraction of the corpus that is done, by the length of the files, 0 to 1
 * @param audioSeconds of sound in the models that are there
 * @param realTime seconds of sound fitted in a second
 * @param elapsedSeconds since the beginning
 * @param secondsLeft estimate of the seconds to come; NaN where there is none yet
 * @param firstError why the first that failed did
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
