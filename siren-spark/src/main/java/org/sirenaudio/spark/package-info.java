/**
 * A corpus fitted on Apache Spark. It imports of siren-core the rooms corpus, fit and model, and
 * siren-command.
 */
@NullMarked
package org.sirenaudio.spark;

import org.jspecify.annotations.NullMarked;
