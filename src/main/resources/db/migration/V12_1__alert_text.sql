-- 512 characters, of which H2 counts some twice.
alter table alert alter column verbatim set data type varchar(1024);
