-- Whether a sign-in by password goes on with a second factor.
alter table users add column second_factor boolean default false not null;

-- The authenticator app of an account.
create table totp_secret (
    user_id   uuid                        primary key,
    -- Sealed for this account.
    sealed    varchar(300)                not null,
    -- The newest time step whose code was used: neither its code nor that of an older one counts again.
    last_step bigint                      not null,
    added_at  timestamp(6) with time zone not null,
    constraint totp_secret_of_user foreign key (user_id) references users (id) on delete cascade
);

-- The recovery codes of an account that were not used yet, as hashes.
create table recovery_code (
    user_id   uuid        not null,
    code_hash varchar(64) not null,
    primary key (user_id, code_hash),
    constraint recovery_code_of_user foreign key (user_id) references users (id) on delete cascade
);
