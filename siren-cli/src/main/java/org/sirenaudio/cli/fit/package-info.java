/**
 * {@code siren fit}, and what other commands that fit need of it. May import console and picture.
 */
@NullMarked
package org.sirenaudio.cli.fit;

import org.jspecify.annotations.NullMarked;
