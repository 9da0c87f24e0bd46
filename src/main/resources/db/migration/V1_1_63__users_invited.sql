-- When the newest invitation went out, and until when its link works. Null once that link was ended otherwise than by time.
alter table users add column invited_at timestamp(6) with time zone;
alter table users add column invitation_expires_at timestamp(6) with time zone;

-- In one pass: mails have no index by user.
create table invited (user_id uuid primary key, invited_at timestamp(6) with time zone not null);
insert into invited (user_id, invited_at)
    select user_id, max(finished_at) from delivery
    where kind = 'invitation' and state = 'SENT' and user_id is not null group by user_id;

update users set
    invited_at = (select invited.invited_at from invited where invited.user_id = users.id),
    invitation_expires_at = (select max(t.expires_at) from link_token t
        where t.user_id = users.id and t.purpose = 'INVITATION' and t.link_version = users.link_version)
where pending;
drop table invited;

create index users_by_invited on users (invited_at, username, role, disabled, pending, reachable, search_text);
