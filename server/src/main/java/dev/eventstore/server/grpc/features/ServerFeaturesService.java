package dev.eventstore.server.grpc.features;

import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Rpc;
import dev.eventstore.server.grpc.call.Service;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.FeaturesProto.SupportedMethod;
import dev.eventstore.server.grpc.wire.FeaturesProto.SupportedMethods;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import java.util.List;
import java.util.Locale;

/** Tells clients which methods there are, so that they do not try others. Thread-safe. */
public final class ServerFeaturesService {
    /**
     * The release whose protocol is served. AppendRecords came with it, and clients that know newer
     * methods ask for the method; some look at the number, and need it to be three of them.
     */
    public static final String VERSION = "26.1.0";

    private static final String NAME = "event_store.client.server_features.ServerFeatures";
    private static final String METHOD = "GetSupportedMethods";

    private final SupportedMethods answer;

    /**
     * @param others the services that are told of, besides this one
     */
    public ServerFeaturesService(List<Service> others) {
        SupportedMethods.Builder told =
                SupportedMethods.newBuilder().setEventStoreServerVersion(VERSION);
        others.forEach(
                service -> service.methods().forEach(rpc -> told.addMethods(row(service, rpc))));
        answer = told.addMethods(row(service(), service().methods().getFirst())).build();
    }

    /** What is served. */
    public Service service() {
        return new Service(NAME, List.of(Rpc.of(METHOD, this::supportedMethods)));
    }

    private void supportedMethods(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        call.only(Empty.parser());
        call.send(answer);
    }

    private static SupportedMethod row(Service service, Rpc rpc) {
        return SupportedMethod.newBuilder()
                .setServiceName(service.name().toLowerCase(Locale.ROOT))
                .setMethodName(rpc.name().toLowerCase(Locale.ROOT))
                .addAllFeatures(rpc.features())
                .build();
    }
}
