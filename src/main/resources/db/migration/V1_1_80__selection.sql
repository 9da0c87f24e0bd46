-- What somebody wants done to many rows of a list: asked first, then run, by any instance.
create table selection (
    id             uuid                        primary key,
    -- The page of the list.
    list           varchar(40)                 not null,
    action         varchar(40)                 not null,
    -- What the action needs besides, such as a role; empty for nothing.
    argument       varchar(40)                 not null,
    -- Who wants it, without a foreign key: others still want to know what was done.
    user_id        uuid                        not null,
    client_address varchar(64)                 not null,
    state          varchar(10)                 not null,
    -- How many rows there are.
    total          integer                     not null,
    created_at     timestamp(6) with time zone not null,
    started_at     timestamp(6) with time zone,
    constraint selection_state check
        (case state when 'ASKED' then true when 'RUNNING' then true when 'DONE' then true else false end),
    constraint selection_started check ((state = 'ASKED') = (started_at is null)),
    constraint selection_total check (total >= 0)
);

create index selection_running on selection (state, started_at);
create index selection_created_at on selection (created_at);

-- The rows that were shown, and what became of each.
create table selection_row (
    selection_id uuid         not null,
    row_key      varchar(36)  not null,
    -- What people call it.
    label        varchar(300) not null,
    state        varchar(10)  not null,
    -- Why it was left out: a code.
    reason       varchar(40),
    primary key (selection_id, row_key),
    constraint selection_row_of_selection foreign key (selection_id) references selection (id) on delete cascade,
    constraint selection_row_state check
        (case state when 'OPEN' then true when 'DONE' then true when 'LEFT_OUT' then true else false end),
    constraint selection_row_reason check ((state = 'LEFT_OUT') = (reason is not null))
);

create index selection_row_state on selection_row (selection_id, state, row_key);
