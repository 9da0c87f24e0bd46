-- A mail that the server took, noted at once and in a transaction of its own; entered in its delivery, with many others, soon after.
-- This table is short-lived and has no index but its key, so that the commit which every single mail waits for writes next to nothing.
-- No foreign key either: checking it would touch the delivery.
create table delivery_accepted (
    delivery_id bigint primary key,
    lease_owner uuid not null,
    at          timestamp(6) with time zone not null,
    server      varchar(300),
    reply       varchar(2100)
);
