package io.postern.mail;

/** A batch of the delivery worker ended with an unexpected error; its mails go out with a later one. */
public record DeliveryWorkerFailed(Throwable error) {}
