/** {@code siren export}: from models to files of other programs. May import console. */
@NullMarked
package org.sirenaudio.cli.export;

import org.jspecify.annotations.NullMarked;
