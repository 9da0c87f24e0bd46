-- The webhook was told of the alert: then it is told of its end, too.
alter table alert add webhook_told boolean default false not null;
