-- At every start: the row that claims, limits and pages rely on, should it be missing (deleted by hand, or from a partial backup).
insert into delivery_gate (id) select 1 where not exists (select 1 from delivery_gate);
