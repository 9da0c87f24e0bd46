package io.postern.mail.test;

import io.postern.mail.smtp.StageListener.State;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The names of the stages' states in the language of the person who follows a test. */
@Component
class StageTexts {

    private final MessageSource messages;

    StageTexts(MessageSource messages) {
        this.messages = messages;
    }

    Map<State, String> forThisReader() {
        Locale locale = LocaleContextHolder.getLocale();
        Map<State, String> texts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            texts.put(state, messages.getMessage(state.messageKey(), null, locale));
        }
        return texts;
    }
}
