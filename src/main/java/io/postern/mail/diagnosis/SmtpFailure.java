package io.postern.mail.diagnosis;

import jakarta.mail.MessagingException;

/** A failure that our own code detects, and so can name. */
public final class SmtpFailure extends MessagingException {

    private static final long serialVersionUID = 1L;

    private final SmtpProblem problem;

    public SmtpFailure(SmtpProblem problem) {
        super(problem.code());
        this.problem = problem;
    }

    SmtpProblem problem() {
        return problem;
    }
}
