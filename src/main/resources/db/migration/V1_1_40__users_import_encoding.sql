-- The charset that the file was read in: the preview says when that was a guess.
alter table user_import_draft add column encoding varchar(20) default 'UTF-8' not null;
