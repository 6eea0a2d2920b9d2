package org.sirenaudio.fit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

final class FitMetadataTest {

  private static final FitMetadata METADATA =
      new FitMetadata(
          41.125,
          List.of(),
          40.5,
          Double.POSITIVE_INFINITY,
          Optional.of(new FitMetadata.NoiseToMask(-12.5, -0.125, 0.25)),
          1,
          12,
          List.of(new FitMetadata.Low(3, -1.5), new FitMetadata.Low(0, 9.25)),
          33,
          "balanced",
          77,
          -5,
          2,
          "sinc",
          "mse",
          "lm",
          1,
          OptionalInt.empty());

  @Test
  void metadataIsReadBackFromAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("model.safetensors");
    model().withProvenance(METADATA.entries()).write(file);
    assertThat(FitMetadata.of(ClipModel.read(file))).isEqualTo(METADATA);
  }

  @Test
  void aModelThatWasNotFittedHasNoMetadata() {
    FitMetadata none = FitMetadata.of(model());
    assertThat(none.snrDb()).isNaN();
    assertThat(none.steps()).isZero();
    assertThat(none.lowest()).isEmpty();
    assertThat(none.recipe()).isEmpty();
  }

  @Test
  void aSilentRecordingHasNoRatio() {
    ClipModel silent = model().withProvenance(Map.of("fit.snr_db", "NaN"));
    assertThat(FitMetadata.of(silent).silent()).isTrue();
    assertThat(METADATA.silent()).isFalse();
  }

  @Test
  void aMalformedEntryIsAnIllegalArgument() {
    for (String lowest : List.of("7", "x:1", "7:loud")) {
      ClipModel model = model().withProvenance(Map.of("fit.lowest_windows", lowest));
      assertThatIllegalArgumentException().isThrownBy(() -> FitMetadata.of(model));
    }
  }

  private static ClipModel model() {
    NetworkSpec network = NetworkSpec.siren(4, 2, 30, 30);
    return ClipModel.of(
        8000, 100, 1, List.of(new Segment(0, 100, Network.create(network, 1))), Map.of());
  }
}
