-- The overview asks who has no address and who has not chosen a password, however many others there are.
create index users_by_reachable on users (reachable, disabled);
create index users_by_pending on users (pending, disabled);
