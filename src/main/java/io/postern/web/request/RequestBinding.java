package io.postern.web.request;

import jakarta.servlet.http.HttpServletResponse;
import java.beans.PropertyEditorSupport;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Reads every form by its record's components and nothing else. By default Spring looks for more, and fails on a name such as
 * {@code identifier[0]}. It also refuses a record with a {@code boolean} whose box is not ticked, since browsers don't send that.
 */
@ControllerAdvice
class RequestBinding {

    @InitBinder
    void readForms(WebDataBinder binder) {
        binder.setDeclarativeBinding(true);
        binder.registerCustomEditor(boolean.class, new Box());
        ResolvableType form = binder.getTargetType();
        if (form != null && Record.class.isAssignableFrom(form.toClass())) {
            binder.registerCustomEditor(String.class, new Text());
        }
    }

    /** A malformed id in a path is answered like an unknown one. */
    @ExceptionHandler
    void on(MethodArgumentTypeMismatchException mistyped, HttpServletResponse response) throws IOException {
        boolean inPath = mistyped.getParameter().hasParameterAnnotation(PathVariable.class);
        response.sendError((inPath ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST).value());
    }

    /** A text that is not sent is blank, unless the form says that it may be null. */
    private static class Text extends PropertyEditorSupport {

        @Override
        public Object getValue() {
            return Objects.requireNonNullElse(super.getValue(), "");
        }

        @Override
        public void setAsText(@Nullable String text) {
            setValue(text);
        }
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
