package io.postern.mail;

/** A batch of the delivery worker ended well, after one that had failed. */
public record DeliveryWorkerRecovered() {}
