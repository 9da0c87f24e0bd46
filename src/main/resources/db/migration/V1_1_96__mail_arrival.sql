-- Test mails of late. Whoever gets one can say by its link that it arrived.
create table mail_arrival (
    -- Names the test; also in the Message-ID of its mail.
    id          uuid                        primary key,
    -- The mail server that was tested, by its id, and the host that it had then.
    server      integer                     not null,
    host        varchar(255)                not null,
    -- Whether the mail has a link. Its token is kept as SHA-256 until it is used: the token itself is in the mail and nowhere else.
    has_link    boolean                     not null,
    token_hash  varchar(64),
    sent_at     timestamp(6) with time zone not null,
    -- When the link ends.
    expires_at  timestamp(6) with time zone not null,
    -- When the server took the mail. Null while it has not.
    accepted_at timestamp(6) with time zone,
    arrived_at  timestamp(6) with time zone,
    constraint mail_arrival_token unique (token_hash),
    constraint mail_arrival_life check (expires_at > sent_at)
);

create index mail_arrival_sent_at on mail_arrival (sent_at);

-- Which test it was, and after how many milliseconds somebody said that its mail had arrived.
alter table mail_test_result add column test uuid;
alter table mail_test_result add column arrived_after bigint;
