/** {@code siren doctor}: what is installed, and what is missing. May import console and studio. */
@NullMarked
package org.sirenaudio.cli.doctor;

import org.jspecify.annotations.NullMarked;
