-- By its fingerprint, a wrong key is recognised at start. The key itself is never in the database.
create table secret_key (
    id          smallint                    not null primary key check (id = 1),
    fingerprint varchar(64)                 not null,
    since       timestamp(6) with time zone not null
);
