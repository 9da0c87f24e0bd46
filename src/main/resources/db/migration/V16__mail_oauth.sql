-- OAuth 2.0 at the mail server. The client secret is sealed where the password is: there is one or the other.
alter table mail_settings add column oauth_grant varchar(20);
alter table mail_settings add column oauth_tenant varchar(200);
alter table mail_settings add column oauth_client_id varchar(300);
alter table mail_settings add column oauth_token_endpoint varchar(500);
alter table mail_settings add column oauth_authorization_endpoint varchar(500);
alter table mail_settings add column oauth_scope varchar(500);
alter table mail_settings add column oauth_secret_expires date;
