package org.sirenaudio.studio;

/** A rejected request: a status and one line that says why. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  Refusal(int status, String why) {
    super(why, null, false, false);
    this.status = status;
  }

  static Refusal notFound(String what) {
    return new Refusal(404, what);
  }

  static Refusal badRequest(String why) {
    return new Refusal(400, why);
  }

  int status() {
    return status;
  }
}
