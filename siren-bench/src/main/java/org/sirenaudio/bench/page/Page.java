package org.sirenaudio.bench.page;

import java.util.ArrayList;
import java.util.List;

/** Collects the measurements and writes the page: goals first, then the underlying times. */
public final class Page {

  private static final String METHOD =
      """
      Every figure is the median of rounds in one run of the command; contestants take turns \
      within a round, and shares and ratios are computed per round before taking the median. \
      The peak is a loop of vector multiply-adds without memory access, measured in the same \
      rounds. FLOPs are counted only for hidden matrix products: 2 per weight forward, 6 per \
      weight for a training step; sines, first and final layers, loss and optimiser count as time \
      but not as work. A training step is forward, mean squared error, backward and Adam over the \
      full batch in float32.

      The peers take the same step with the same shapes and threads. PyTorch and JAX are those of \
      the Python that SIREN_BENCH_PYTHON names, else the system's. torch.compile has the mode \
      max-autotune and a fused Adam, eager PyTorch its defaults; JAX compiles the whole step. \
      Compilation is not timed.

      Kinds of network are SIREN's shape with their own activations, encodings and initialisation. \
      A complex feature of wire-complex is two real ones, so a weight counts four times. A fixed \
      encoding needs no gradient, so the layer behind it counts 4 per weight. grid and fourier-kan \
      are left out: most of their work is table lookups and Fourier series, not dense products; \
      their measure is the time to 30 dB (`./siren compare-networks`). A user-defined activation is a Java \
      function called value by value, as in docs/networks.md, and is not judged.

      A Levenberg–Marquardt step linearises the network at all points and solves the normal \
      equations once; every thread takes steps on a network of its own, and the time is that of \
      one step. With P parameters, JᵀJ \
      counts points · channels · P², and the factorisation P³/3. The normal equations of one sine \
      layer at evenly spaced points, which most windows of a default fit have, are sums in closed \
      form, whatever the number of points; they have no products to count, so only the time is given.\
      """;

  private record Section(String title, List<String> header, List<List<String>> rows) {}

  private final List<List<String>> facts = new ArrayList<>();
  private final List<List<String>> goals = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  public void fact(String name, String value) {
    facts.add(List.of(name, value));
  }

  /** A row made by a {@link Goal}. */
  public void goal(List<String> row) {
    goals.add(row);
  }

  public void section(String title, List<String> header, List<List<String>> rows) {
    sections.add(new Section(title, header, List.copyOf(rows)));
  }

  /** The page in Markdown. */
  public String write(String command) {
    Markdown page =
        new Markdown()
            .heading(1, "Benchmarks")
            .paragraph("Written by `" + command + "`; all figures below are from that run.")
            .table(List.of("machine", ""), facts);
    if (!goals.isEmpty()) {
      page.heading(2, "Results and goals").table(Goal.HEADER, goals);
    }
    for (Section section : sections) {
      page.heading(2, section.title()).table(section.header(), section.rows());
    }
    return page.heading(2, "How it is measured").paragraph(METHOD).toString();
  }
}
