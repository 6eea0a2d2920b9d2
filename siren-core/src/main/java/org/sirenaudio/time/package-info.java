/**
 * Maps from one clock to another: which instant of a recording an instant of its rendering shows.
 * Imports no other room.
 */
@NullMarked
package org.sirenaudio.time;

import org.jspecify.annotations.NullMarked;
