/**
 * What the library throws where the JDK has no exception for it, and numbers as its messages show
 * them. Imports nothing of ours.
 *
 * <p>What a program may tell its user:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="error"}
 *
 * <p>Exceptions and texts are immutable.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.error;

import org.jspecify.annotations.NullMarked;
