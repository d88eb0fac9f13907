package dev.eventstore.server.contract;

import dev.eventstore.server.contract.StreamsClient.Login;
import dev.eventstore.server.fixture.LocalNode;

/** The ways into a node. */
enum FrontEnd {
    HTTP {
        @Override
        StreamsClient connect(LocalNode node, Login login) {
            return new HttpStreams(node, login);
        }
    },
    TCP {
        @Override
        StreamsClient connect(LocalNode node, Login login) {
            return new TcpStreams(node, login);
        }
    },
    GRPC {
        @Override
        StreamsClient connect(LocalNode node, Login login) {
            return new GrpcStreams(node, login);
        }
    };

    abstract StreamsClient connect(LocalNode node, Login login);
}
