package org.sirenaudio.cli.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.corpus.ModelStore;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.io.Hashes;

/** Protects files that a rendering must not replace. */
record ReplacedSound(Path file) {

  /**
   * Rejects a model, a manifest, and the rendering's own recording, under any name.
   *
   * @param models the folder of models and manifest
   * @param sha256 of the recording, if known
   */
  void require(Path models, @Nullable String sha256) throws IOException {
    Path real = file.toRealPath();
    Path folder = models.toRealPath();
    List<Path> manifests = ManifestFile.NAMES.stream().map(folder::resolve).toList();
    if (real.startsWith(folder.resolve(ModelStore.FOLDER)) || manifests.contains(real)) {
      throw new BadDataException(
          file + ": refers to the model or manifest " + real + "; choose another folder with -o");
    }
    if (sha256 != null && Files.isRegularFile(real) && sha256().equals(sha256)) {
      throw new BadDataException(file + ": is the recording itself; choose another folder with -o");
    }
  }

  private String sha256() throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        DigestInputStream digested = new DigestInputStream(bytes, Hashes.sha256())) {
      digested.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    }
  }
}
