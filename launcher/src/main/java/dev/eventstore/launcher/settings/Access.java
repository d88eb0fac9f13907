package dev.eventstore.launcher.settings;

/** Who may use the node. */
public enum Access {
    /** Every program on this computer, without a password. */
    OPEN,
    /** Whoever has a login. */
    PASSWORD
}
