-- The address that a user named in place of the one that counts, until whoever reads its mail has confirmed it.
create table pending_address (
    user_id  uuid primary key references users (id) on delete cascade,
    email    varchar(254) not null,
    asked_at timestamp(6) with time zone not null
);

create index pending_address_asked_at on pending_address (asked_at);
