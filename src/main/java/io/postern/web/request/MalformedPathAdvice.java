package io.postern.web.request;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** A path that can't name anything is answered as one that names nothing. */
@ControllerAdvice
class MalformedPathAdvice {

    @ExceptionHandler
    void on(MethodArgumentTypeMismatchException mistyped, HttpServletResponse response) throws IOException {
        boolean inPath = mistyped.getParameter().hasParameterAnnotation(PathVariable.class);
        response.sendError((inPath ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST).value());
    }
}
