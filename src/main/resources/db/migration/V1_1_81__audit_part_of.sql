-- The number of the line beneath which a line stands; 0 for one that stands by itself.
alter table audit_line add column part_of bigint default 0 not null;

create index audit_line_part_of on audit_line (part_of, id);
