/** The command that starts the studio. */
@NullMarked
package org.sirenaudio.cli.studio;

import org.jspecify.annotations.NullMarked;
