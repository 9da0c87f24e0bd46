-- What administrators chose for the installation as a whole: always exactly one row.
create table installation (
    id                      integer      primary key,
    version                 bigint       not null,
    name                    varchar(80)  not null,
    public_url              varchar(500),
    default_language        varchar(8)   not null,
    time_zone               varchar(64)  not null,
    minimum_password_length integer      not null,
    -- Null until the first administrator exists.
    set_up_at               timestamp(6) with time zone,
    constraint installation_is_one check (id = 1),
    constraint installation_password_length check (minimum_password_length between 8 and 64)
);

insert into installation (id, version, name, default_language, time_zone, minimum_password_length)
values (1, 0, 'Postern', 'en', 'UTC', 15);
