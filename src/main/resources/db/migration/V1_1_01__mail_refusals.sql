-- What servers said from RECIPIENT on that others may hear as well: that the settings are at fault, or words that no rule knows.
create table delivery_refusal (
    delivery_id         bigint                      primary key,
    recipient_key       varchar(254)                not null,
    domain              varchar(255)                not null,
    -- Whether a rule says that the settings are at fault.
    of_settings         boolean                     not null,
    refused_at          timestamp(6) with time zone not null,
    -- Whether no mail was accepted since.
    in_a_row            boolean                     not null default true,
    -- Whether the domain took another mail since: then it is this mail's own fault.
    own                 boolean                     not null default false,
    constraint delivery_refusal_delivery foreign key (delivery_id) references delivery (id) on delete cascade
);

-- Domains whose mails wait, since the server refused one. When one mail may probe, as with the queue as a whole.
create table domain_hold (
    domain        varchar(255)                primary key,
    held_since    timestamp(6) with time zone not null,
    probe_at      timestamp(6) with time zone not null,
    probe_seconds integer                     not null,
    constraint domain_hold_probe_seconds check (probe_seconds > 0)
);

-- What the server said, and whether it said it to single recipients: then only a mail that is accepted lifts the hold.
alter table queue_hold add column reply varchar(2100);
alter table queue_hold add column by_refusals boolean default false not null;
