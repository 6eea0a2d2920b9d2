/**
 * {@code siren upsample} and {@code downsample}: sample-rate conversion. May import console, fit,
 * picture and render.
 */
@NullMarked
package org.sirenaudio.cli.resample;

import org.jspecify.annotations.NullMarked;
