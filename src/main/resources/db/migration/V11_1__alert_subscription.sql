-- What somebody wants to be told by mail, where it differs from the usual.
create table alert_subscription (
    user_id   uuid        not null references users (id) on delete cascade,
    -- '*' for all components that other systems name.
    component varchar(60) not null,
    severity  smallint    not null,
    mailing   varchar(10) not null,
    primary key (user_id, component, severity),
    constraint alert_subscription_mailing check
        (case mailing when 'AT_ONCE' then 1 when 'DIGEST' then 1 when 'NONE' then 1 else 0 end = 1)
);
