-- What is true of this installation: always exactly one row.
create table installation (
    id integer primary key,
    public_url varchar(500),
    name varchar(80) not null,
    default_language varchar(8) not null,
    time_zone varchar(64) not null,
    minimum_password_length integer not null,
    set_up_at timestamp(6) with time zone,
    version bigint not null,
    constraint installation_is_one check (id = 1),
    constraint installation_password_length check (minimum_password_length between 8 and 64)
);

insert into installation (id, name, default_language, time_zone, minimum_password_length, version)
values (1, 'Postern', 'en', 'UTC', 15, 0);
