/**
 * What every room may see: the exception for data that exists but cannot be used. It imports no
 * room.
 */
@NullMarked
package org.sirenaudio;

import org.jspecify.annotations.NullMarked;
