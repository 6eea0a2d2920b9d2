/** The web studio: a server for one person on this machine, and the pages it serves. */
@NullMarked
package org.sirenaudio.studio;

import org.jspecify.annotations.NullMarked;
