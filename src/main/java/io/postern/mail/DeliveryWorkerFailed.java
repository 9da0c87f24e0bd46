package io.postern.mail;

/** A courier's batch ended as nobody expected; its mails go out with a later one. */
public record DeliveryWorkerFailed(Throwable error) {}
