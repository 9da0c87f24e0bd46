-- As much of a database from before 1.0 as tells that it is one: plain SQL for both databases.
create table "flyway_schema_history" (
    "installed_rank" integer       not null constraint "flyway_schema_history_pk" primary key,
    "version"        varchar(50),
    "description"    varchar(200)  not null,
    "type"           varchar(20)   not null,
    "script"         varchar(1000) not null,
    "checksum"       integer,
    "installed_by"   varchar(100)  not null,
    "installed_on"   timestamp     not null default current_timestamp,
    "execution_time" integer       not null,
    "success"        boolean       not null
);

insert into "flyway_schema_history" values
    (1, '01', 'installation', 'SQL', 'V01__installation.sql', 1, 'sa', current_timestamp, 1, true),
    (2, '06.1', 'secret key', 'SQL', 'V06_1__secret_key.sql', 1, 'sa', current_timestamp, 1, true),
    (3, '35', 'api token name', 'SQL', 'V35__api_token_name.sql', 1, 'sa', current_timestamp, 1, true);

create table installation (
    id   integer primary key,
    name varchar(80) not null
);

insert into installation (id, name) values (1, 'Before');
