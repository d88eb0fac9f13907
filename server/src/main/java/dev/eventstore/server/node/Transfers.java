package dev.eventstore.server.node;

import dev.eventstore.server.transfer.Exporter;
import dev.eventstore.server.transfer.Importer;

/** How events come into and out of a node as text. */
record Transfers(Exporter exporter, Importer importer) {}
