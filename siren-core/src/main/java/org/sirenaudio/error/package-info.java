/**
 * The library's exceptions, for cases that the JDK's do not cover, and number formatting for
 * messages. Imports no other package of Siren.
 *
 * <p>Report errors to a user:
 *
 * {@snippet file="org/sirenaudio/PackageExamplesTest.java" region="error"}
 *
 * <p>Exceptions are immutable.
 *
 * @since 0.1
 */
@NullMarked
package org.sirenaudio.error;

import org.jspecify.annotations.NullMarked;
