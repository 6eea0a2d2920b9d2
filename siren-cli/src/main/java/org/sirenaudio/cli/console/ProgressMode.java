package org.sirenaudio.cli.console;

/** How progress is reported on stderr. */
public enum ProgressMode {
  /** A bar on a terminal, else none. */
  AUTO,
  BAR,
  /** One JSON object per line. */
  JSON,
  NONE
}
