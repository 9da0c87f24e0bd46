-- The consent of the account that sends, where one is connected by OAuth 2.0. It belongs to the settings that name it, and goes with
-- them; its refresh token changes by itself, which is no change of the settings.
create table mail_grant (
    id                   uuid                        not null primary key,
    sealed_refresh_token varchar(16000)              not null,
    connected_at         timestamp(6) with time zone not null
);

alter table mail_settings add column grant_id uuid references mail_grant (id);
