-- At every start: the rows that claims, limits and pages rely on, should one be missing (deleted by hand, or from a partial backup).
insert into queue_hold (id) select 1 where not exists (select 1 from queue_hold);
insert into sending_rate (id) select 1 where not exists (select 1 from sending_rate);
