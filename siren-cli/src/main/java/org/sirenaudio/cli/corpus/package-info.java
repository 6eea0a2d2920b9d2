/**
 * {@code siren corpus}: folders of recordings and of models. May import console, picture and
 * render, and siren-manifest.
 */
@NullMarked
package org.sirenaudio.cli.corpus;

import org.jspecify.annotations.NullMarked;
