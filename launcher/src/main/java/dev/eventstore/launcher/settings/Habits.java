package dev.eventstore.launcher.settings;

/**
 * How the program behaves.
 *
 * @param startsNode whether the node starts with the program
 * @param startsHidden whether the window stays away at the start, where there is a tray
 * @param closesToTray whether closing the window leaves the program in the tray
 * @param notifies whether it speaks up when its window is hidden
 * @param isWelcomed whether the first page was seen
 * @param knowsTray whether it was explained that closing the window does not quit
 */
public record Habits(
        boolean startsNode,
        boolean startsHidden,
        boolean closesToTray,
        boolean notifies,
        boolean isWelcomed,
        boolean knowsTray) {
    public Habits withStartsNode(boolean value) {
        return new Habits(value, startsHidden, closesToTray, notifies, isWelcomed, knowsTray);
    }

    public Habits withStartsHidden(boolean value) {
        return new Habits(startsNode, value, closesToTray, notifies, isWelcomed, knowsTray);
    }

    public Habits withClosesToTray(boolean value) {
        return new Habits(startsNode, startsHidden, value, notifies, isWelcomed, knowsTray);
    }

    public Habits withNotifies(boolean value) {
        return new Habits(startsNode, startsHidden, closesToTray, value, isWelcomed, knowsTray);
    }

    public Habits welcomed() {
        return new Habits(startsNode, startsHidden, closesToTray, notifies, true, knowsTray);
    }

    public Habits knowingTray() {
        return new Habits(startsNode, startsHidden, closesToTray, notifies, isWelcomed, true);
    }
}
