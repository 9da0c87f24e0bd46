-- When somebody said that there is a copy of the key file; null for a new key.
alter table sealing_key add column backed_up_at timestamp(6) with time zone;
