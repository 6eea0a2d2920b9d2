/**
 * A corpus fitted on Apache Spark. It imports of siren-core the rooms corpus, fit and model, and of
 * siren-cli the options of a fit and how an error is told.
 */
@NullMarked
package org.sirenaudio.spark;

import org.jspecify.annotations.NullMarked;
