create table users (
    id uuid primary key,
    username varchar(64) not null,
    email varchar(254),
    display_name varchar(100) not null,
    role varchar(20) not null,
    language varchar(8),
    password_hash varchar(200),
    credential_version integer not null,
    disabled boolean not null,
    created_at timestamp(6) with time zone not null,
    last_sign_in_at timestamp(6) with time zone,
    search_text varchar(500) not null,
    version bigint not null,
    -- CASE and not IN: H2 checks IN with the connection that made the table, and fails once that is closed.
    constraint users_role check
        (case role when 'ADMINISTRATOR' then 1 when 'OPERATOR' then 1 when 'USER' then 1 else 0 end = 1)
);

create index users_role_index on users (role);

-- Canonical usernames and addresses in one column, so that nobody's username is another's address.
create table user_identifier (
    identifier_key varchar(254) primary key,
    user_id uuid not null,
    constraint user_identifier_user foreign key (user_id) references users (id) on delete cascade
);

create index user_identifier_user_id on user_identifier (user_id);
