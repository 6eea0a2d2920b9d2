/**
 * What the library throws where the JDK has no exception for it, and numbers as its messages show
 * them. Imports nothing of ours.
 */
@NullMarked
package org.sirenaudio.error;

import org.jspecify.annotations.NullMarked;
