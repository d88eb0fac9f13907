package dev.eventstore.launcher.desktop;

import dev.eventstore.launcher.job.JobState;
import dev.eventstore.launcher.node.NodeState;
import dev.eventstore.launcher.settings.LauncherSettings;
import dev.eventstore.launcher.settings.NodeChoices;
import java.util.Optional;

/**
 * All that there is to show, at one moment.
 *
 * @param choices what holds for the next start of the node
 * @param job work that takes a while
 * @param notice something the user should know
 * @param hasTray whether there is an icon in the tray
 * @param profile the name of the profile, empty for the usual one
 */
public record Situation(
        NodeState node,
        Figures figures,
        LauncherSettings settings,
        NodeChoices choices,
        Optional<JobState> job,
        Optional<String> notice,
        boolean hasTray,
        String profile) {}
