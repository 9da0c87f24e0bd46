-- With which DKIM key a receiver found a mail of this domain to be signed: from received messages that somebody had checked. The check
-- of the domain looks at these keys, since DNS can't be asked which selectors there are.
create table seen_selector (
    from_domain    varchar(255)                not null,
    signing_domain varchar(255)                not null,
    selector       varchar(255)                not null,
    seen_at        timestamp(6) with time zone not null,
    primary key (from_domain, signing_domain, selector)
);
