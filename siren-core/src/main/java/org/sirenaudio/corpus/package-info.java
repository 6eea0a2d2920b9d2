/**
 * Many clips at once: a folder of recordings becomes a folder of models and a manifest. Imports
 * audio, fit, metrics, model and render.
 */
@NullMarked
package org.sirenaudio.corpus;

import org.jspecify.annotations.NullMarked;
