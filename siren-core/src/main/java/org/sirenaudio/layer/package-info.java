/**
 * Fully connected layers: their activation, their size, and where the numbers of each lie in a
 * network's flat parameter array. Imports no other room.
 */
@NullMarked
package org.sirenaudio.layer;

import org.jspecify.annotations.NullMarked;
