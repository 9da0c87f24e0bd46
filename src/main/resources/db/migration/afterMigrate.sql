-- At every start: the rows that claims, limits and pages rely on, should one be missing (deleted by hand, or from a partial backup).
insert into queue_hold (id) select 1 where not exists (select 1 from queue_hold where id = 1);
insert into queue_hold (id) select id from mail_settings where id not in (select id from queue_hold);
insert into sending_rate (id) select id from queue_hold where id not in (select id from sending_rate);
