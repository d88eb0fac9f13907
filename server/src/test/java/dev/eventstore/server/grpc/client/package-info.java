/** What unmodified client libraries get from a node. */
package dev.eventstore.server.grpc.client;
