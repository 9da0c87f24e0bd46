package io.postern.mail;

/** A batch of the delivery worker ended with an unexpected error. Its mails go out with a later batch. */
public record DeliveryWorkerFailed(Throwable error) {}
