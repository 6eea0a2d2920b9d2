/**
 * What every room may see: the exception for data that exists but cannot be used, and files that
 * appear only when they are complete. It imports no room.
 */
@NullMarked
package org.sirenaudio;

import org.jspecify.annotations.NullMarked;
