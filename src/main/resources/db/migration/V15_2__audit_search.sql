-- What the search of the trail compares, made when a line is written: read from an index that is much narrower than the lines.
alter table audit_line add search_text varchar(520) default '' not null;
update audit_line set search_text = lower(actor || ' ' || subject);

create index audit_line_search on audit_line (id, search_text);
drop index audit_line_action;
create index audit_line_action on audit_line (action, id, search_text);
