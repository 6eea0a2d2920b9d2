/** {@code siren export}: exports models for other programs. May import console. */
@NullMarked
package org.sirenaudio.cli.export;

import org.jspecify.annotations.NullMarked;
