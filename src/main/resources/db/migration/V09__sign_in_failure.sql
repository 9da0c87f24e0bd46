-- Failed sign-ins by account and by client address, so that guessing slows down on every instance alike.
create table sign_in_failure (
    failure_key   varchar(200) primary key,
    failures      integer not null,
    last_at       timestamp(6) with time zone not null,
    blocked_until timestamp(6) with time zone
);

create index sign_in_failure_last_at on sign_in_failure (last_at);
