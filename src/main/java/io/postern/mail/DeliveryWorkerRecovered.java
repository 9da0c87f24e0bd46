package io.postern.mail;

/** After one that ended as nobody expected, a courier's batch ended well. */
public record DeliveryWorkerRecovered() {}
