/**
 * The HTTP front end: Event Store v5's API on a socket.
 *
 * <p>{@link dev.eventstore.server.http.HttpFrontEnd} is the whole surface: it is given {@link
 * dev.eventstore.server.http.HttpSettings}, an {@link
 * dev.eventstore.server.http.routing.Authentication} and the routes, which the packages below
 * declare. Inside, a request goes through four hands: Jetty parses it (set up in {@code
 * WebServer}), {@code Exchange} turns it into values and the reply back into bytes, {@code
 * Reception} makes the checks that v5 makes, in v5's order, and calls the route's handler. {@code
 * BrowserGuard} keeps web pages of others from driving the node.
 *
 * <p>Where v5 only hurt, we differ: a rejection that v5 sent with an empty body gets one that
 * explains it ({@code Explanation}) if the client accepts anything, as curl and browsers do.
 *
 * <p>Each request has its own virtual thread; nothing here keeps state between requests.
 */
@NullMarked
package dev.eventstore.server.http;

import org.jspecify.annotations.NullMarked;
