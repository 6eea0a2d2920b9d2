package org.sirenaudio.bench;

import java.util.ArrayList;
import java.util.List;

/** Collects the measurements and writes the page: goals first, then the underlying times. */
final class Page {

  private static final String METHOD =
      """
      Every figure is the median of rounds in one run of the command; contestants take turns \
      within a round, and shares and ratios are computed per round before taking the median. \
      FLOPs are counted only for hidden matrix products: 2 per weight forward, 6 per weight for \
      a training step; sines, first and final layers, loss and optimiser count as time but not \
      as work. For a Levenberg–Marquardt step, JᵀJ counts points · P² for P parameters, and the \
      factorisation P³/3. The peak is a loop of vector multiply-adds without memory access, \
      measured in the same rounds. A training step is forward, mean squared error, backward and \
      Adam over the full batch in float32. The peers take the same step with the same shapes and \
      threads.\
      """;

  private record Section(String title, List<String> header, List<List<String>> rows) {}

  private final List<List<String>> facts = new ArrayList<>();
  private final List<List<String>> goals = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  void fact(String name, String value) {
    facts.add(List.of(name, value));
  }

  /** A row made by a {@link Goal}. */
  void goal(List<String> row) {
    goals.add(row);
  }

  void section(String title, List<String> header, List<List<String>> rows) {
    sections.add(new Section(title, header, List.copyOf(rows)));
  }

  /** The page in Markdown. */
  String write(String command) {
    Markdown page =
        new Markdown()
            .heading(1, "Benchmarks")
            .paragraph("Written by `" + command + "`; all figures below are from that run.")
            .table(List.of("machine", ""), facts)
            .heading(2, "Results and goals")
            .table(Goal.HEADER, goals);
    for (Section section : sections) {
      page.heading(2, section.title()).table(section.header(), section.rows());
    }
    return page.heading(2, "How it is measured").paragraph(METHOD).toString();
  }
}
