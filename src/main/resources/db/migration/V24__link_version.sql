-- A link works while its user's version is the one that it was made under: so a link and what ends it need not wait for each other,
-- and a mail's link locks no user.
alter table users add column link_version integer default 0 not null;
alter table link_token add column link_version integer default 0 not null;
