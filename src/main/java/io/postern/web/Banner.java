package io.postern.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs attention, shown above every page: a room's {@link PagePart} puts a list of them into the model as
 * {@code banners}. An open page asks again whether they still stand.
 *
 * @param code stays the same in every language; scripts recognise the banner by it
 * @param arguments of the message
 * @param href path of the page that cures it
 * @param brief whether it is probably over in a few seconds
 */
public record Banner(String code, String messageKey, List<Object> arguments, @Nullable String href, boolean brief) {

    /** A text without arguments, for something that lasts. */
    public Banner(String code, String messageKey, @Nullable String href) {
        this(code, messageKey, List.of(), href, false);
    }
}
