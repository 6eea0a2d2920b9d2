package org.sirenaudio.cli.console;

/** How progress is told on stderr. */
public enum ProgressMode {
  /** A bar on a terminal, else nothing. */
  AUTO,
  BAR,
  /** One JSON object a line. */
  JSON,
  NONE
}
