-- What the list of users filters by, beside what it sorts by: each index answers a whole query but for the rows that are shown.
alter table users add pending boolean default false not null;
alter table users add reachable boolean default true not null;
update users set pending = true where password_hash is null;
update users set reachable = false where email is null;

create index users_by_username on users (username, role, disabled, pending, reachable, search_text);
create index users_by_display_name on users (display_name, username, role, disabled, pending, reachable, search_text);
create index users_by_email on users (email, username, role, disabled, pending, reachable, search_text);
create index users_by_role on users (role, username, disabled, pending, reachable, search_text);
create index users_by_last_sign_in on users (last_sign_in_at, username, role, disabled, pending, reachable, search_text);
drop index users_role_index;
