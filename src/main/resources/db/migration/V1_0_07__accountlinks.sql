-- A mailed link, as the SHA-256 of its token: the token itself is in the mail and nowhere else.
create table link_token (
    token_hash   varchar(64)                 primary key,
    purpose      varchar(20)                 not null,
    user_id      uuid                        not null,
    -- The user's link_version when it was made: the link works while the two are equal. So a link and what ends it need not wait for
    -- each other, and a mail's link locks no user.
    link_version integer                     not null,
    -- The queued mail that holds it; null when it was handed over in person. The mail may be deleted first.
    delivery_id  bigint,
    created_at   timestamp(6) with time zone not null,
    expires_at   timestamp(6) with time zone not null,
    constraint link_token_purpose check
        (case purpose when 'RESET' then true when 'INVITATION' then true when 'EMAIL' then true else false end),
    constraint link_token_life check (expires_at > created_at),
    constraint link_token_of_user foreign key (user_id) references users (id) on delete cascade
);

create index link_token_user on link_token (user_id);
create index link_token_expires_at on link_token (expires_at);
