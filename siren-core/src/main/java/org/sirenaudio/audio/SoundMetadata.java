package org.sirenaudio.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.sirenaudio.error.BadDataException;

/**
 * What is known of a sound besides its samples: the speaker assignment of its channels, the WAV
 * chunks that are carried over to its renderings, and irregularities of the file.
 *
 * @param channelMask speakers in channel order, one bit each as in WAVE_FORMAT_EXTENSIBLE, 0 to
 *     2^32−1; empty if unspecified
 * @param chunks at the sound's own rate, starting at its first frame
 * @param missingFrames frames that the header declares and the file lacks
 * @param remarks one line each, prefixed with the sound's name
 */
public record SoundMetadata(
    OptionalLong channelMask, WavChunks chunks, long missingFrames, List<String> remarks) {

  /** No metadata. */
  public static final SoundMetadata NONE =
      new SoundMetadata(OptionalLong.empty(), WavChunks.NONE, 0, List.of());

  private static final String CHANNEL_MASK = "channel_mask";
  private static final String CHUNK = "wav_chunk.";
  private static final String MISSING_FRAMES = "fit.missing_frames";

  /** Copies the remarks. */
  public SoundMetadata {
    remarks = List.copyOf(remarks);
  }

  /**
   * The subset of a model's metadata that describes its recording, under the names used by {@link
   * #entries}.
   */
  public static boolean isEntry(String key) {
    return key.equals(CHANNEL_MASK) || key.startsWith(CHUNK);
  }

  /**
   * Reads the recording's metadata from a model's; other entries are ignored.
   *
   * @throws BadDataException naming the first invalid entry
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
          "the metadata's %s is not a number from 0 to 4294967295; fit the recording again"
              .formatted(CHANNEL_MASK),
          e);
    }
  }

  /** The entries that a model stores: texts by name, chunks as base64. */
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
   * Converts it to an excerpt at another rate: positions are converted with the frames, cue points
   * outside are dropped.
   *
   * @param rates the ratio of the other rate to the sound's own
   * @param first first frame of the excerpt, at the other rate
   * @param frames frames of the excerpt
   * @param all frames of the whole at the other rate; an excerpt that reaches the end keeps a cue
   *     point at the end
   */
  public SoundMetadata placed(double rates, long first, long frames, long all) {
    long last = first + frames == all ? frames : frames - 1;
    WavChunks moved = chunks.placed(new ChunkPlacement(rates, first, last));
    return new SoundMetadata(channelMask, moved, 0, List.of());
  }

  /**
   * The time reference of a broadcast WAV file: frames since midnight at the first sample (EBU Tech
   * 3285); empty if there is none.
   */
  public OptionalLong timeReference() {
    return chunks.timeReference();
  }

  /**
   * A copy with another time reference, if there is one.
   *
   * @param frames since midnight, 0 or more
   */
  public SoundMetadata withTimeReference(long frames) {
    return new SoundMetadata(channelMask, chunks.withTimeReference(frames), missingFrames, remarks);
  }

  /** A copy with other chunks, missing frames and remarks added. */
  SoundMetadata with(WavChunks found, long missing, List<String> more) {
    List<String> all = new ArrayList<>(remarks);
    all.addAll(more);
    return new SoundMetadata(channelMask, found, missingFrames + missing, all);
  }
}
