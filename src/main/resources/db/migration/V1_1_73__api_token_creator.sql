-- Who made a token: it rests while that user may not make one. Null for a token from before whose maker has another name by now.
alter table api_token add column created_by_id uuid;
update api_token set created_by_id = (select users.id from users where users.username = api_token.created_by);
create index api_token_creator on api_token (created_by_id);
