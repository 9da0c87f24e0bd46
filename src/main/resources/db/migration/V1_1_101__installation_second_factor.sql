-- From whom a second factor is required, how long they have to add one, and since when it is so.
alter table installation add column second_factor varchar(20) default 'OPTIONAL' not null;
alter table installation add column second_factor_grace_days integer default 14 not null;
alter table installation add column second_factor_since timestamp(6) with time zone;
alter table installation add constraint installation_second_factor check
    (case second_factor when 'OPTIONAL' then second_factor_since is null
        when 'STAFF' then second_factor_since is not null when 'EVERYONE' then second_factor_since is not null else false end);
alter table installation add constraint installation_second_factor_grace_days check (second_factor_grace_days between 0 and 90);
