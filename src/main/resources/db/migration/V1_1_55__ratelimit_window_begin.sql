-- When a window was opened: one of the future was opened before the clock was set back.
alter table rate_limit add column window_begin timestamp(6) with time zone default current_timestamp not null;
