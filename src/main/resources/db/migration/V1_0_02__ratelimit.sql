-- What is counted of one key in the window that is open. The purge reads the few rows there are: an index on the end would cost
-- every request that is counted.
create table rate_limit (
    limit_key  varchar(200)                primary key,
    hits       integer                     not null,
    window_end timestamp(6) with time zone not null,
    constraint rate_limit_hits check (hits >= 1)
);
