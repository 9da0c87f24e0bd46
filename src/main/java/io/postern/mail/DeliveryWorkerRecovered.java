package io.postern.mail;

/** After one that ended with an unexpected error, a batch of the delivery worker ended well. */
public record DeliveryWorkerRecovered() {}
