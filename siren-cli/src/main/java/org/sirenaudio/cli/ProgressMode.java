package org.sirenaudio.cli;

/** How progress is told on stderr. */
enum ProgressMode {
  /** A bar on a terminal, else nothing. */
  AUTO,
  BAR,
  /** One JSON object a line. */
  JSON,
  NONE
}
