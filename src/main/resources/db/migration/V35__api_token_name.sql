-- How the name of a token that is good is compared: no two of them have the same. One that was revoked has none.
alter table api_token add column name_key varchar(254);
-- Of those that share a name already, all stay good, and the newest has it for the comparison.
update api_token set name_key = lower(name)
where id in (select max(id) from api_token where revoked_at is null group by lower(name));
create unique index api_token_name_key on api_token (name_key);
