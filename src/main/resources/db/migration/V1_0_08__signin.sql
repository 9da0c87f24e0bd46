-- Failed sign-ins by account, by name and by network, so that guessing slows down on every instance alike.
create table sign_in_failure (
    failure_key   varchar(200)                primary key,
    failures      integer                     not null,
    last_at       timestamp(6) with time zone not null,
    blocked_until timestamp(6) with time zone,
    constraint sign_in_failure_failures check (failures >= 1)
);

create index sign_in_failure_last_at on sign_in_failure (last_at);

-- Spring Session JDBC's own tables, under the names that it expects. Times are milliseconds since 1970.
create table spring_session (
    primary_id            char(36) primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval integer  not null,
    expiry_time           bigint   not null,
    -- The user's id.
    principal_name        varchar(100)
);

create index spring_session_expiry_time on spring_session (expiry_time);
create index spring_session_principal_name on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name),
    constraint spring_session_attributes_of_session foreign key (session_primary_id)
        references spring_session (primary_id) on delete cascade
);
