/**
 * The arithmetic: forward and backward passes of whole networks, on plain arrays. With loop the
 * only package that uses {@code jdk.incubator.vector}; imports layer and loop.
 */
@NullMarked
package org.sirenaudio.kernel;

import org.jspecify.annotations.NullMarked;
