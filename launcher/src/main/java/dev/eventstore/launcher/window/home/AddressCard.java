package dev.eventstore.launcher.window.home;

import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.CopyField;
import dev.eventstore.launcher.window.part.Parts;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where clients connect. */
final class AddressCard {
    private final CopyField http;
    private final CopyField grpc;
    private final CopyField tcp;
    private final Label nothing = Parts.prose("Start the node to see where it listens.", "soft");
    private final Label access = Parts.prose("", "soft");
    private final VBox card;

    AddressCard(Actions actions) {
        http = new CopyField("http", "HTTP", actions::copy);
        grpc = new CopyField("grpc", "gRPC connection string", actions::copy);
        tcp = new CopyField("tcp", "TCP connection string", actions::copy);
        card = Parts.card("Addresses", nothing, http.node(), grpc.node(), tcp.node(), access);
    }

    Region node() {
        return card;
    }

    void show(HomeModel model) {
        http.show(model.http());
        grpc.show(model.grpc());
        tcp.show(model.tcp());
        access.setText(model.access());
        Parts.show(access, !model.access().isEmpty());
        Parts.show(nothing, model.http().isEmpty());
    }
}
