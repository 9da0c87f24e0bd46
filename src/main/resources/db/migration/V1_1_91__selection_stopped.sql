-- Who stopped it before all was done, as people call them.
alter table selection add column stopped_by varchar(100);
