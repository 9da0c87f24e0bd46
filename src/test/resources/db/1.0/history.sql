-- Which migrations made the tables, with their checksums.
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

create index "flyway_schema_history_s_idx" on "flyway_schema_history" ("success");

insert into "flyway_schema_history" ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by",
    "execution_time", "success")
values
    (1, '1.0.01', 'crypto', 'SQL', 'V1_0_01__crypto.sql', 1813469909, 'postern', 10, true),
    (2, '1.0.02', 'ratelimit', 'SQL', 'V1_0_02__ratelimit.sql', 795725586, 'postern', 10, true),
    (3, '1.0.03', 'audit', 'SQL', 'V1_0_03__audit.sql', 649849355, 'postern', 10, true),
    (4, '1.0.04', 'installation', 'SQL', 'V1_0_04__installation.sql', -1634673898, 'postern', 10, true),
    (5, '1.0.05', 'users', 'SQL', 'V1_0_05__users.sql', 424151547, 'postern', 10, true),
    (6, '1.0.06', 'mail', 'SQL', 'V1_0_06__mail.sql', 1730525002, 'postern', 10, true),
    (7, '1.0.07', 'accountlinks', 'SQL', 'V1_0_07__accountlinks.sql', -468747895, 'postern', 10, true),
    (8, '1.0.08', 'signin', 'SQL', 'V1_0_08__signin.sql', 1079063296, 'postern', 10, true),
    (9, '1.0.09', 'webhook', 'SQL', 'V1_0_09__webhook.sql', -134794804, 'postern', 10, true),
    (10, '1.0.10', 'alerts', 'SQL', 'V1_0_10__alerts.sql', -1582615283, 'postern', 10, true),
    (11, '1.0.11', 'api', 'SQL', 'V1_0_11__api.sql', -198530750, 'postern', 10, true);
