/**
 * Makes what people install: bundles that run without a JDK, and packages of them for the system
 * that this program runs on. It is a program of the build, started by {@code mvn -Pinstallers
 * package}, and part of nothing that it makes.
 *
 * <p>A {@link dev.eventstore.installers.Bundle} is made in three steps: a runtime of just the
 * modules that are needed, with JavaFX linked in ({@link dev.eventstore.installers.JavaRuntime});
 * an image with the program in it ({@link dev.eventstore.installers.AppImage}); and a run of that
 * image, with clients of all protocols, which leaves behind a cache of loaded classes and of what
 * is called how often ({@link dev.eventstore.installers.TrainingRun}): later starts are short, and
 * the first requests cheap. Packages are made from such an image and never change it, not even its
 * times: the cache is only good for the very jars that it was made with.
 */
@NullMarked
package dev.eventstore.installers;

import org.jspecify.annotations.NullMarked;
