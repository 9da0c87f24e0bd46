package io.postern.web;

import org.jspecify.annotations.Nullable;

/**
 * Something that needs attention, shown above every page: a room's {@link PagePart} puts a list of them into the model as
 * {@code banners}.
 *
 * @param code stays the same in every language; scripts recognise the banner by it
 * @param messageKey a text without arguments
 * @param href path of the page that cures it
 */
public record Banner(String code, String messageKey, @Nullable String href) {}
