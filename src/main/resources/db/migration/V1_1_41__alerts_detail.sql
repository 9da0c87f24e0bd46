-- More of what came from outside: 4096 characters, of which H2 counts some twice.
alter table alert add column detail varchar(8192);
alter table alert add constraint alert_verbatim_detail check (case when detail is null then true else verbatim is not null end);
