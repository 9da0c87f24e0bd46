-- How far the clock of each instance is from the database's. A row is of an instance that runs while it is new.
create table instance_clock (
    instance_id  uuid                        primary key,
    host         varchar(255)                not null,
    -- Less than 0 for a clock that is slow.
    ahead_millis bigint                      not null,
    seen_at      timestamp(6) with time zone not null
);
