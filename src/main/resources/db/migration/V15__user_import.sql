-- A list of users as an administrator sent it, while its preview is looked at. One transaction adds all of them or none.
create table user_import (
    id         uuid primary key,
    user_id    uuid not null references users (id) on delete cascade,
    content    text not null,
    created_at timestamp(6) with time zone not null
);

create index user_import_user on user_import (user_id);
create index user_import_created_at on user_import (created_at);
