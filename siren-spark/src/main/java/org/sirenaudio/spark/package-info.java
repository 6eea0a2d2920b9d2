/**
 * Fits a corpus, or one recording in many ways, on Apache Spark. Imports siren-core's corpus, fit
 * and model packages, and siren-command.
 */
@NullMarked
package org.sirenaudio.spark;

import org.jspecify.annotations.NullMarked;
