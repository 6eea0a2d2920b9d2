package org.sirenaudio.fit.quality;

import java.io.IOException;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.NoiseToMask;
import org.sirenaudio.fit.report.FitMetadata;

/** Measures a rendering's noise relative to what its recording masks, while it passes through. */
public final class MaskedNoise implements QualityMeter.Sink {

  private final ClipSource recording;
  private final QualityMeter.Sink next;
  private final NoiseToMask meter;
  private int frame;

  /**
   * @param next receives the rendering too
   */
  public MaskedNoise(ClipSource recording, QualityMeter.Sink next) {
    this.recording = recording;
    this.next = next;
    meter = new NoiseToMask(recording.sampleRate(), recording.channels());
  }

  @Override
  public void accept(float[][] block, int frames) throws IOException {
    Clip original = recording.slice(frame, frames);
    for (int c = 0; c < original.channels(); c++) {
      meter.add(c, original.channel(c), 0, block[c], 0, frames);
    }
    frame += frames;
    next.accept(block, frames);
  }

  /** The result; call once, at the end. */
  public FitMetadata.NoiseToMask result() {
    NoiseToMask.Result result = meter.result();
    return new FitMetadata.NoiseToMask(result.meanDb(), result.worstDb(), result.disturbed());
  }
}
