-- An import in the background: how far it is, which its own transaction could not tell, and what became of it. Its file stays in
-- user_import_draft until its users are added, and that transaction holds a lock on it. A foreign key would wait for the lock, so there is none.
create table user_import (
    id             uuid                        primary key,
    user_id        uuid                        not null,
    client_address varchar(64)                 not null,
    invite         boolean                     not null,
    -- How many wrong lines the preview showed.
    left_out       integer                     not null,
    total          integer                     not null,
    added          integer                     not null,
    state          varchar(10)                 not null,
    created_at     timestamp(6) with time zone not null,
    constraint user_import_state check
        (case state when 'RUNNING' then true when 'DONE' then true when 'FAILED' then true else false end)
);

create index user_import_running on user_import (state, created_at);
