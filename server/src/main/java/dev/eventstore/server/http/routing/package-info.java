/**
 * What a route of the HTTP front end is made of; knows no concrete route and no web server.
 *
 * <p>A {@link dev.eventstore.server.http.routing.Route} says which requests it takes: method and
 * path template, who may call it, which media types it reads and writes. A {@link
 * dev.eventstore.server.http.routing.RouteTable} finds the route of a request. Its {@link
 * dev.eventstore.server.http.routing.RouteHandler} is given a {@link
 * dev.eventstore.server.http.routing.Call}, everything about the request that passed the common
 * checks, and gives back a {@link dev.eventstore.server.http.routing.Reply}, a value. What the
 * client did wrong ends in a {@link dev.eventstore.server.http.routing.BadRequest}. What is neither
 * feed nor event is answered with a {@link dev.eventstore.server.http.routing.TreeDocument}.
 *
 * <p>{@link dev.eventstore.server.http.routing.MediaTypes} negotiates as Event Store v5 did; {@link
 * dev.eventstore.server.http.routing.Links} gives addresses as the client sees them, through
 * proxies too. A wait that lasts (a long poll) goes through {@link
 * dev.eventstore.server.http.routing.Call#await}, so that a stopping node can cut it short.
 *
 * <p>The packages beside this one ({@code http.stream}, {@code http.subscription}, {@code
 * http.user}, {@code http.admin}) declare routes; {@code http} puts them on a socket.
 */
@NullMarked
package dev.eventstore.server.http.routing;

import org.jspecify.annotations.NullMarked;
