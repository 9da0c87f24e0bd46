package io.postern.delivery;

/** After one that ended as nobody expected, a courier's batch ended well. */
public record DeliveryWorkerRecovered() {}
