-- One row; host is null until the settings are saved for the first time.
create table mail_settings (
    id                       smallint      not null primary key check (id = 1),
    version                  bigint        not null,
    alert_emails_enabled     boolean       not null,
    use_default_credentials  boolean       not null,
    ssl_enabled              boolean       not null,
    host                     varchar(255),
    port                     integer       check (port between 1 and 65535),
    username                 varchar(320),
    from_address             varchar(254),
    from_display_name        varchar(200),
    tls_mode                 varchar(20)   not null,
    ehlo_name                varchar(255),
    reply_to                 varchar(254),
    envelope_from            varchar(254),
    connect_timeout          integer       not null,
    read_timeout             integer       not null,
    max_connections          integer       not null,
    max_per_minute           integer,
    allow_cleartext_password boolean       not null,
    trusted_certificates     varchar(65536),
    auth_method              varchar(20)   not null,
    sealed_password          varchar(4000)
);

insert into mail_settings (id, version, alert_emails_enabled, use_default_credentials, ssl_enabled, tls_mode,
                           connect_timeout, read_timeout, max_connections, allow_cleartext_password, auth_method)
values (1, 0, false, false, true, 'AUTO', 10, 10, 2, false, 'AUTO');

-- The last test. The code recognises the settings that were tested, their password included, without telling them.
create table mail_test (
    id            smallint                    not null primary key check (id = 1),
    tested_at     timestamp(6) with time zone not null,
    outcome       varchar(64)                 not null,
    settings_code varchar(64)
);
