-- A mailed link, as the SHA-256 of its token: the token itself is in the mail and nowhere else.
create table link_token (
    token_hash  varchar(64) primary key,
    purpose     varchar(20) not null,
    user_id     uuid not null references users (id) on delete cascade,
    -- The queued mail that holds it; null when it was handed over in person.
    delivery_id bigint,
    created_at  timestamp(6) with time zone not null,
    expires_at  timestamp(6) with time zone not null
);

create index link_token_user on link_token (user_id);
create index link_token_expires_at on link_token (expires_at);
