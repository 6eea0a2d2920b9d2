/**
 * {@code siren upsample} and {@code downsample}: from one rate to another. May import console, fit,
 * picture and render.
 */
@NullMarked
package org.sirenaudio.cli.resample;

import org.jspecify.annotations.NullMarked;
