/**
 * The combinations of a sweep and the table of its results, for {@code siren sweep} and for Spark.
 * May import the parent package and siren-core.
 */
@NullMarked
package org.sirenaudio.command.sweep;

import org.jspecify.annotations.NullMarked;
