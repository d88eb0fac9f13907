package dev.eventstore.server.node;

/**
 * What a running node does, at one moment.
 *
 * @param head position of the newest event
 * @param written events written since the start
 * @param read events read by clients since the start
 * @param databaseBytes size of the database's file, 0 in memory
 * @param connections open connections of clients, over HTTP, gRPC and TCP together
 */
public record NodeFigures(
        long head, long written, long read, long databaseBytes, int connections) {}
