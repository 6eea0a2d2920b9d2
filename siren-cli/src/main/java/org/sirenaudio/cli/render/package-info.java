/** {@code siren render}: renders models to sound. May import console. */
@NullMarked
package org.sirenaudio.cli.render;

import org.jspecify.annotations.NullMarked;
