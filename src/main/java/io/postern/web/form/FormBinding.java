package io.postern.web.form;

import java.beans.PropertyEditorSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * How every form is read: by its record's components and nothing else. Spring would look for more in it, and fail on a name such
 * as {@code identifier[0]}. A box that is not ticked is not sent, and Spring would refuse to make the form's record for want of its
 * {@code boolean}.
 */
@ControllerAdvice
class FormBinding {

    @InitBinder
    void readForms(WebDataBinder binder) {
        binder.setDeclarativeBinding(true);
        binder.registerCustomEditor(boolean.class, new Box());
    }

    private static class Box extends PropertyEditorSupport {

        @Override
        public void setValue(@Nullable Object value) {
            super.setValue(Boolean.TRUE.equals(value));
        }

        @Override
        public void setAsText(@Nullable String text) {
            setValue("true".equals(text));
        }
    }
}
