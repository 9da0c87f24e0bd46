-- Settings > Mail is the primary server, 1. The others are its backups, tried in their places; the primary's place is 0.
alter table mail_settings drop constraint mail_settings_is_one;
alter table mail_settings add column place integer default 0 not null;
-- Whether an administrator accepts that this backup encrypts less well than the primary.
alter table mail_settings add column allow_weaker_backup boolean default false not null;
alter table mail_settings add constraint mail_settings_primary check ((id = 1) = (place = 0));

-- One row for each server from here on. A person's pause stands in the primary's.
alter table mail_test_result drop constraint mail_test_result_is_one;
alter table queue_hold drop constraint queue_hold_is_one;
alter table sending_rate drop constraint sending_rate_is_one;

-- Which server refused.
alter table delivery_refusal add column server integer default 1 not null;
