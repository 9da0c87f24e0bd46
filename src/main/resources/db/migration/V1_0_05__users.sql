-- The accounts.
create table users (
    id                 uuid                        primary key,
    version            bigint                      not null,
    username           varchar(64)                 not null,
    email              varchar(254),
    display_name       varchar(100)                not null,
    role               varchar(20)                 not null,
    -- Null to follow the browser, and in mails the installation.
    language           varchar(8),
    -- Null while the invitation is pending.
    password_hash      varchar(200),
    disabled           boolean                     not null,
    -- Grows with everything that ends the user's sessions.
    credential_version integer                     not null default 0,
    -- Grows with everything that ends the links that were made for the user.
    link_version       integer                     not null default 0,
    created_at         timestamp(6) with time zone not null,
    last_sign_in_at    timestamp(6) with time zone,
    -- What the list filters by, from the columns above: each index below answers a whole query but for the rows that are shown.
    pending            boolean                     not null,
    reachable          boolean                     not null,
    search_text        varchar(500)                not null,
    -- CASE and not IN, here as everywhere: H2 checks IN with the connection that made the table, and fails once that is closed.
    constraint users_role check
        (case role when 'ADMINISTRATOR' then true when 'OPERATOR' then true when 'USER' then true else false end),
    constraint users_credential_version check (credential_version >= 0),
    constraint users_link_version check (link_version >= 0),
    constraint users_pending check (pending = (password_hash is null)),
    constraint users_reachable check (reachable = (email is not null))
);

create index users_by_username on users (username, role, disabled, pending, reachable, search_text);
create index users_by_display_name on users (display_name, username, role, disabled, pending, reachable, search_text);
create index users_by_email on users (email, username, role, disabled, pending, reachable, search_text);
create index users_by_role on users (role, username, disabled, pending, reachable, search_text);
create index users_by_last_sign_in on users (last_sign_in_at, username, role, disabled, pending, reachable, search_text);

-- Canonical usernames and addresses in one column, so that nobody's username is another's address.
create table user_identifier (
    identifier_key varchar(254) primary key,
    user_id        uuid         not null,
    constraint user_identifier_of_user foreign key (user_id) references users (id) on delete cascade
);

create index user_identifier_user_id on user_identifier (user_id);

-- The address that a user wants in place of the present one, until the link in a mail to it confirms it.
create table pending_address (
    user_id      uuid                        primary key,
    email        varchar(254)                not null,
    requested_at timestamp(6) with time zone not null,
    constraint pending_address_of_user foreign key (user_id) references users (id) on delete cascade
);

create index pending_address_requested_at on pending_address (requested_at);

-- A file of users as an administrator sent it, while its preview is looked at.
create table user_import_draft (
    id         uuid                        primary key,
    -- The administrator.
    user_id    uuid                        not null,
    content    text                        not null,
    created_at timestamp(6) with time zone not null,
    constraint user_import_draft_of_user foreign key (user_id) references users (id) on delete cascade
);

create index user_import_draft_user on user_import_draft (user_id);
create index user_import_draft_created_at on user_import_draft (created_at);
