-- The key that seals this database's secrets: one row, or none before the first start. The fingerprint tells a wrong key at start.
-- The key itself is never in the database.
create table sealing_key (
    id          smallint                    primary key,
    fingerprint varchar(64)                 not null,
    since       timestamp(6) with time zone not null,
    constraint sealing_key_is_one check (id = 1)
);
