-- When the newest invitation went out, and until when its link works. Null once that link was ended otherwise than by time.
alter table users add column invited_at timestamp(6) with time zone;
alter table users add column invitation_expires_at timestamp(6) with time zone;

update users set
    invited_at = (select max(d.finished_at) from delivery d
        where d.user_id = users.id and d.kind = 'invitation' and d.state = 'SENT'),
    invitation_expires_at = (select max(t.expires_at) from link_token t
        where t.user_id = users.id and t.purpose = 'INVITATION' and t.link_version = users.link_version)
where pending;

create index users_by_invited on users (invited_at, username, role, disabled, pending, reachable, search_text);
