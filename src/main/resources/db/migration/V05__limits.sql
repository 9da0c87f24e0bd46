create table limit_counter (
    limit_key varchar(200) primary key,
    hits integer not null,
    window_end timestamp(6) with time zone not null
);

create index limit_counter_window_end on limit_counter (window_end);
