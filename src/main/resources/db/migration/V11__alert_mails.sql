-- The batch of mails that tells of an alert; null while none does. Its end, and a higher severity, are told anew.
alter table alert add column mail_batch bigint;
-- What happened before there were mails is no news.
update alert set mail_batch = 0;
create index alert_mail_batch on alert (mail_batch);
-- It made each further occurrence rewrite the row's other indexes too; retention can do without it.
drop index alert_last_at;

-- When mails about alerts were queued last: whoever of several instances moves the row on queues the next.
create table alert_schedule (
    name    varchar(10) primary key,
    last_at timestamp(6) with time zone,
    round   bigint not null
);

insert into alert_schedule (name, round) values ('batch', 0);
insert into alert_schedule (name, round) values ('digest', 0);

-- What administrators choose about alerts: one row.
create table alert_settings (
    id          smallint    not null primary key check (id = 1),
    version     bigint      not null,
    -- Hours and minutes in the installation's time zone.
    digest_time varchar(5)  not null
);

insert into alert_settings (id, version, digest_time) values (1, 0, '07:00');
