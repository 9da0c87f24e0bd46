-- What the search of the list compares, made when an alert is raised: in all languages, and read from an index beside the number.
alter table alert add search_text varchar(700) default '' not null;
update alert set search_text = lower(component || ' ' || substring(coalesce(verbatim, arguments) from 1 for 600));

create index alert_search on alert (id, search_text);
