-- The consent of the account that sends, where one is connected by OAuth 2.0. It belongs to the settings that name it, and goes with
-- them. Its refresh token changes by itself, which is no change of the settings.
create table connected_account (
    id                   uuid                        primary key,
    sealed_refresh_token varchar(16000)              not null,
    connected_at         timestamp(6) with time zone not null
);

-- Settings > Mail: one row; host is null until the settings are saved for the first time.
create table mail_settings (
    id                           smallint     primary key,
    version                      bigint       not null,
    alert_emails_enabled         boolean      not null,
    host                         varchar(255),
    -- Null for the usual port.
    port                         integer,
    ssl_enabled                  boolean      not null,
    tls_mode                     varchar(20)  not null,
    -- PEM.
    trusted_certificates         varchar(65536),
    allow_cleartext_password     boolean      not null,
    use_default_credentials      boolean      not null,
    auth_method                  varchar(20)  not null,
    username                     varchar(320),
    -- The password, or with OAuth 2.0 the client secret.
    sealed_secret                varchar(4000),
    from_address                 varchar(254),
    from_display_name            varchar(200),
    reply_to                     varchar(254),
    envelope_from                varchar(254),
    ehlo_name                    varchar(255),
    -- Seconds, as the one below.
    connect_timeout              integer      not null,
    read_timeout                 integer      not null,
    max_connections              integer      not null,
    -- Mails; null for no limit.
    max_per_minute               integer,
    oauth_grant_type             varchar(20),
    oauth_tenant                 varchar(200),
    oauth_client_id              varchar(300),
    oauth_token_endpoint         varchar(500),
    oauth_authorization_endpoint varchar(500),
    oauth_scope                  varchar(500),
    -- The last day of the client secret.
    oauth_secret_expires         date,
    connected_account_id         uuid,
    constraint mail_settings_is_one check (id = 1),
    constraint mail_settings_port check (port between 1 and 65535),
    constraint mail_settings_tls_mode check
        (case tls_mode when 'AUTO' then true when 'STARTTLS' then true when 'IMPLICIT' then true else false end),
    constraint mail_settings_auth_method check (case auth_method when 'AUTO' then true when 'NONE' then true
        when 'PASSWORD' then true when 'OAUTH2' then true else false end),
    constraint mail_settings_connect_timeout check (connect_timeout between 1 and 120),
    constraint mail_settings_read_timeout check (read_timeout between 1 and 120),
    constraint mail_settings_max_connections check (max_connections between 1 and 10),
    constraint mail_settings_max_per_minute check (max_per_minute between 1 and 100000),
    constraint mail_settings_oauth_grant_type check (case when oauth_grant_type is null then true
        when oauth_grant_type = 'CLIENT_CREDENTIALS' then true when oauth_grant_type = 'AUTHORIZATION_CODE' then true
        else false end),
    constraint mail_settings_oauth check ((auth_method = 'OAUTH2') = (oauth_grant_type is not null)),
    constraint mail_settings_connected_account_is_asked_for check (case when connected_account_id is null then true
        when oauth_grant_type = 'AUTHORIZATION_CODE' then true else false end),
    constraint mail_settings_connected_account foreign key (connected_account_id) references connected_account (id)
);

insert into mail_settings (id, version, alert_emails_enabled, ssl_enabled, tls_mode, allow_cleartext_password,
    use_default_credentials, auth_method, connect_timeout, read_timeout, max_connections)
values (1, 0, false, true, 'AUTO', false, false, 'AUTO', 10, 10, 2);

-- The last test mail. The code recognises the settings that were tested, their password included, and tells nothing about them.
create table mail_test_result (
    id            smallint                    primary key,
    tested_at     timestamp(6) with time zone not null,
    outcome       varchar(64)                 not null,
    -- Null where there is no key to make it with.
    settings_code varchar(64),
    constraint mail_test_result_is_one check (id = 1)
);

-- The certificate that each mail server presented last, so that the page can warn before it ends.
create table mail_server_certificate (
    host        varchar(255)                primary key,
    subject     varchar(1000)               not null,
    fingerprint varchar(100)                not null,
    not_after   timestamp(6) with time zone not null,
    seen_at     timestamp(6) with time zone not null
);

-- Every mail but a test is one row here, written in the transaction that causes it. It never holds a body or a link. It names its user
-- without a foreign key: the list of deliveries outlives the account.
create table delivery (
    id             bigint                      generated by default as identity primary key,
    kind           varchar(40)                 not null,
    -- The lower one goes first: 0 somebody waits, 1 notice, 2 alert, 3 digest, 4 bulk.
    priority       smallint                    not null,
    state          varchar(10)                 not null,
    -- What was typed, erased once it is known who is meant; or, of a known user, what the kind composes from.
    reference      varchar(320),
    -- Of whoever typed it, for the audit trail; erased with it.
    client_address varchar(60),
    -- Whom it is for, as they were called then; the keys are the canonical forms, for the search.
    user_id        uuid,
    username       varchar(254),
    username_key   varchar(254),
    recipient      varchar(254),
    recipient_key  varchar(254),
    message_id     varchar(200),
    queued_at      timestamp(6) with time zone not null,
    due_at         timestamp(6) with time zone not null,
    expires_at     timestamp(6) with time zone not null,
    finished_at    timestamp(6) with time zone,
    attempts       integer                     not null default 0,
    -- Why it was dropped, or the code of the last problem.
    reason         varchar(60),
    lease_owner    uuid,
    lease_until    timestamp(6) with time zone,
    constraint delivery_priority check (priority between 0 and 4),
    constraint delivery_state check (case state when 'QUEUED' then true when 'SENDING' then true when 'SENT' then true
        when 'FAILED' then true when 'DROPPED' then true when 'CANCELLED' then true else false end),
    constraint delivery_lease_owner check ((state = 'SENDING') = (lease_owner is not null)),
    constraint delivery_lease_until check ((state = 'SENDING') = (lease_until is not null)),
    constraint delivery_finished check
        (case state when 'QUEUED' then finished_at is null when 'SENDING' then finished_at is null
            else finished_at is not null end),
    constraint delivery_reason check (case state when 'SENT' then reason is null when 'FAILED' then reason is not null
        when 'DROPPED' then reason is not null else true end),
    constraint delivery_username check ((username is null) = (username_key is null)),
    constraint delivery_recipient check ((recipient is null) = (recipient_key is null)),
    constraint delivery_client_address check (case when client_address is null then true else user_id is null end),
    constraint delivery_attempts check (attempts >= 0)
);

-- The claim: due mails by priority. History never matches the first column, so that it costs the claim nothing.
create index delivery_claim on delivery (state, priority, due_at);
-- The page: newest first, of one state or of one person. There is no index on the end: every mail would pay for it, and retention
-- can walk along the key.
create index delivery_state_id on delivery (state, id);
create index delivery_username on delivery (username_key, id);
create index delivery_recipient on delivery (recipient_key, id);

-- What came of each attempt to send a mail.
create table delivery_attempt (
    id           bigint                      generated by default as identity primary key,
    delivery_id  bigint                      not null,
    attempted_at timestamp(6) with time zone not null,
    server       varchar(300),
    -- How far it came: a step of SMTP, or compose before any of them.
    stage        varchar(20)                 not null,
    -- Null when the server took the mail.
    problem      varchar(60),
    -- The server's words.
    reply        varchar(2100),
    constraint delivery_attempt_of_delivery foreign key (delivery_id) references delivery (id) on delete cascade,
    constraint delivery_attempt_outcome check (case when problem is null then stage = 'done' else true end)
);

create index delivery_attempt_delivery on delivery_attempt (delivery_id);

-- A mail that the server took: noted at once, in a transaction of its own, and soon entered in its delivery with many others. Every
-- mail waits for that commit, so the table has no index but its key. A foreign key would touch the delivery, so it has none either.
create table delivery_acceptance (
    delivery_id bigint                      primary key,
    lease_owner uuid                        not null,
    accepted_at timestamp(6) with time zone not null,
    server      varchar(300),
    reply       varchar(2100)
);

-- Whether the queue as a whole is held, by a person or for a problem: one row.
create table queue_hold (
    id             integer primary key,
    held_since     timestamp(6) with time zone,
    held_by_person boolean not null default false,
    problem        varchar(60),
    -- When one mail may probe whether the problem is over, and how long the pause before that was.
    probe_at       timestamp(6) with time zone,
    probe_seconds  integer not null default 0,
    constraint queue_hold_is_one check (id = 1),
    constraint queue_hold_cause check (case when held_since is null then not held_by_person and problem is null
        else held_by_person = (problem is null) end),
    constraint queue_hold_probe check (case when problem is null then true else probe_at is not null end),
    constraint queue_hold_probe_seconds check (probe_seconds >= 0)
);

insert into queue_hold (id) values (1);

-- How many mails left in the minute that ends then, over all instances: one row.
create table sending_rate (
    id          integer primary key,
    minute_ends timestamp(6) with time zone,
    mails       integer not null default 0,
    constraint sending_rate_is_one check (id = 1),
    constraint sending_rate_mails check (mails >= 0)
);

insert into sending_rate (id) values (1);
