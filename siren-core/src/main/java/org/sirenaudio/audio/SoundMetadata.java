package org.sirenaudio.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.sirenaudio.error.BadDataException;

/**
 * What is known of a sound beside its samples: which speakers its channels are for, the chunks of a
 * WAV file that go on into its renderings, and what was odd about the file.
 *
 * @param channelMask speakers in the order of the channels, a bit each as WAVE_FORMAT_EXTENSIBLE
 *     numbers them, 0 to 2^32−1; empty where the file does not say
 * @param chunks at the sound's own rate, beginning with its first frame
 * @param missingFrames that the file's header promises and the file does not hold
 * @param remarks a line each, beginning with the sound's name
 */
public record SoundMetadata(
    OptionalLong channelMask, WavChunks chunks, long missingFrames, List<String> remarks) {

  /** Nothing is known. */
  public static final SoundMetadata NONE =
      new SoundMetadata(OptionalLong.empty(), WavChunks.NONE, 0, List.of());

  private static final String CHANNEL_MASK = "channel_mask";
  private static final String CHUNK = "wav_chunk.";
  private static final String MISSING_FRAMES = "fit.missing_frames";

  public SoundMetadata {
    remarks = List.copyOf(remarks);
  }

  /**
   * What of the metadata of a model is of its recording, by the names that {@link #entries} has.
   */
  public static boolean isEntry(String key) {
    return key.equals(CHANNEL_MASK) || key.startsWith(CHUNK);
  }

  /**
   * What the metadata of a model keep of its recording; other entries are passed over.
   *
   * @throws BadDataException naming the first entry that is no good
   */
  public static SoundMetadata of(Map<String, String> entries) throws BadDataException {
    OptionalLong mask = OptionalLong.empty();
    Map<String, String> chunks = new TreeMap<>();
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      String key = entry.getKey();
      if (key.equals(CHANNEL_MASK)) {
        mask = OptionalLong.of(mask(entry.getValue()));
      } else if (key.startsWith(CHUNK)) {
        chunks.put(key.substring(CHUNK.length()), entry.getValue());
      }
    }
    return new SoundMetadata(mask, WavChunks.ofText(chunks, CHUNK), 0, List.of());
  }

  private static long mask(String text) throws BadDataException {
    try {
      return Integer.toUnsignedLong(Integer.parseUnsignedInt(text));
    } catch (NumberFormatException e) {
      throw new BadDataException(
          "the metadata's %s is no number from 0 to 4294967295; fit the recording again"
              .formatted(CHANNEL_MASK),
          e);
    }
  }

  /** What a model of the sound keeps of it: texts by name, chunks as base64. */
  public Map<String, String> entries() {
    Map<String, String> entries = new TreeMap<>();
    channelMask.ifPresent(mask -> entries.put(CHANNEL_MASK, Long.toString(mask)));
    chunks.text().forEach((name, text) -> entries.put(CHUNK + name, text));
    if (missingFrames > 0) {
      entries.put(MISSING_FRAMES, Long.toString(missingFrames));
    }
    return entries;
  }

  /**
   * The same of a part of the sound at another rate: what stands at a frame is moved with it, and
   * cue points outside are left out.
   *
   * @param rates the other rate over the sound's own
   * @param first frame of the part, at the other rate
   * @param frames of the part
   * @param all frames of the whole at the other rate; a part that reaches the end keeps a cue point
   *     that stands there
   */
  public SoundMetadata placed(double rates, long first, long frames, long all) {
    long last = first + frames == all ? frames : frames - 1;
    WavChunks moved = chunks.placed(new ChunkPlacement(rates, first, last));
    return new SoundMetadata(channelMask, moved, 0, List.of());
  }

  /**
   * The time reference of a broadcast WAV file: frames since midnight at the sound's first (EBU
   * Tech 3285); empty where there is none.
   */
  public OptionalLong timeReference() {
    return chunks.timeReference();
  }

  /** The same with another time reference, where there is one. */
  public SoundMetadata withTimeReference(long frames) {
    return new SoundMetadata(channelMask, chunks.withTimeReference(frames), missingFrames, remarks);
  }

  /** The same with other chunks, and more that is missing and to be said. */
  SoundMetadata with(WavChunks found, long missing, List<String> more) {
    List<String> all = new ArrayList<>(remarks);
    all.addAll(more);
    return new SoundMetadata(channelMask, found, missingFrames + missing, all);
  }
}
