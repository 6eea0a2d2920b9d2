/** {@code siren render}: from models to sound. May import console. */
@NullMarked
package org.sirenaudio.cli.render;

import org.jspecify.annotations.NullMarked;
