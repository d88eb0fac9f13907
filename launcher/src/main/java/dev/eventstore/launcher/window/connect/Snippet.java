package dev.eventstore.launcher.window.connect;

/**
 * Something to paste.
 *
 * @param name the tool or language it is for
 * @param introduction what it needs and does, in a sentence
 */
record Snippet(String name, String introduction, String text) {}
