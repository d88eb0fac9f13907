package dev.eventstore.launcher.cli;

/** What {@code --help} prints. */
final class HelpText {
    static final String TEXT =
            """
            Event Store, Developer Edition

            Usage: eventstore-desktop [OPTIONS] [DATABASE]
                   eventstore-desktop status | start | stop | quit [--profile NAME]

            Opens the window, or shows the one that is open. Where there is no display, or with
            --headless, it runs a node in the console.

              DATABASE           use the database in this folder
              --temp             use a new temporary database
              --in-memory        keep everything in memory
              --port N           HTTP port; 0: any free one
              --hidden           show only the tray icon
              --headless         no window
              --profile NAME     settings, database and ports of their own
              --data-dir DIR     keep settings, logs and databases in this folder
              --version          print the version
              --help             print this text

              status             what the running program does; exit code 3 if there is none
              start, stop        start or stop its node
              quit               end it

            Options of the node are understood as well, such as --db DIR, --http-port N, --tcp-port N,
            --insecure, --dev; --headless --help lists them.
            """
                    .stripTrailing();

    private HelpText() {}
}
