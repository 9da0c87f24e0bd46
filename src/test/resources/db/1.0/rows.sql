-- Rows as 1.0 wrote them, its key being 64 times the digit 1 and everybody's password "violet tractor under glass".
update installation set name = 'Foundry', set_up_at = '2026-11-30 10:00:00+00', version = 1;

insert into sealing_key (id, fingerprint, since)
values (1, '4604a1939efd9097ae2fedd194a1c22c531db3fd65847839a5b9c347f5bacff0', '2026-11-30 10:00:00+00');

insert into users (id, version, username, email, display_name, role, language, password_hash, disabled, credential_version,
    link_version, created_at, last_sign_in_at, pending, reachable, search_text)
values
    ('1fadf487-7b2f-444d-becd-e0624e217254', 0, 'root', 'root@postern.example', 'Root', 'ADMINISTRATOR', null,
    '$argon2id$v=19$m=19456,t=2,p=1$D3mRI4rOnBrNk+PIVFnMXg$o1+Wg7uexOABjXQaZBMyWBZVyFwF0bZChT0r049vAt0', false, 1, 1,
    '2026-11-30 10:00:00+00', '2026-11-30 10:01:00+00', false, true, 'root' || chr(10) || 'root@postern.example' || chr(10) || 'root'),
    ('fd9a2db9-f67f-4f33-b1bc-0d1795112dc1', 0, 'anna', 'anna@corp.example', 'Anna Blum', 'OPERATOR', 'de',
    '$argon2id$v=19$m=19456,t=2,p=1$gA9RbO+2UjZ3YkaAv9zV1Q$I1L8XZvrsKZZK31+YBQMSvGetgYCXjE06WrnvGqDqZI', false, 1, 1,
    '2026-11-30 10:02:00+00', null, false, true, 'anna' || chr(10) || 'anna@corp.example' || chr(10) || 'anna blum'),
    ('3c0f7a52-9b0e-4a51-8f0e-5d2a4a1b7c11', 0, 'berta', null, 'Berta', 'USER', null,
    null, false, 0, 0,
    '2026-11-30 10:03:00+00', null, true, false, 'berta' || chr(10) || chr(10) || 'berta');

insert into user_identifier (identifier_key, user_id)
values
    ('root', '1fadf487-7b2f-444d-becd-e0624e217254'),
    ('root@postern.example', '1fadf487-7b2f-444d-becd-e0624e217254'),
    ('anna', 'fd9a2db9-f67f-4f33-b1bc-0d1795112dc1'),
    ('anna@corp.example', 'fd9a2db9-f67f-4f33-b1bc-0d1795112dc1'),
    ('berta', '3c0f7a52-9b0e-4a51-8f0e-5d2a4a1b7c11');

insert into pending_address (user_id, email, requested_at)
values ('1fadf487-7b2f-444d-becd-e0624e217254', 'root@elsewhere.example', '2026-11-30 10:04:00+00');

insert into user_import_draft (id, user_id, content, created_at)
values ('8a1d1b53-53b5-4b8e-9a6f-2a3b4c5d6e7f', '1fadf487-7b2f-444d-becd-e0624e217254', 'username', '2026-11-30 10:05:00+00');

update mail_settings set version = 1, host = 'smtp.corp.example', port = 2525, username = 'mailer@corp.example',
    from_address = 'postern@corp.example', max_per_minute = 60, sealed_secret =
    '1:Ar8EOp+E8JOgu0JpURg4AL6XvZ6grrCQATjGP1ap2waUnD/oVdzGM5Yy5iftvS1DXQ6gP3FLS5UPf5K1tquDorMm';

insert into mail_test_result (id, tested_at, outcome) values (1, '2026-11-30 10:06:00+00', 'accepted');

insert into mail_server_certificate (host, subject, fingerprint, not_after, seen_at)
values ('smtp.corp.example', 'CN=smtp.corp.example', '00:01', '2026-11-30 10:00:00+00', '2026-11-30 10:06:00+00');

insert into delivery (kind, priority, state, reference, client_address, user_id, username, username_key, recipient, recipient_key,
    message_id, queued_at, due_at, expires_at, finished_at, attempts, reason)
values
    ('password-reset', 0, 'SENT', null, null, 'fd9a2db9-f67f-4f33-b1bc-0d1795112dc1', 'anna', 'anna', 'anna@corp.example',
    'anna@corp.example', '<71769ba2@postern.example>', '2026-11-30 10:07:00+00', '2026-11-30 10:07:00+00', '2026-11-30 10:37:00+00', '2026-11-30 10:07:01+00', 1, null),
    ('invitation', 1, 'FAILED', null, null, '3c0f7a52-9b0e-4a51-8f0e-5d2a4a1b7c11', 'berta', 'berta', 'berta@corp.example',
    'berta@corp.example', '<8ab69ba2@postern.example>', '2026-11-30 10:08:00+00', '2026-11-30 10:08:00+00', '2026-11-30 10:38:00+00', '2026-11-30 10:08:01+00', 1,
    'recipient-unknown'),
    ('password-reset', 0, 'QUEUED', 'anna', '198.51.100.3', null, null, null, null,
    null, null, '2026-11-30 10:09:00+00', '2026-11-30 10:09:00+00', '2026-11-30 10:39:00+00', null, 0, null);

insert into delivery_attempt (delivery_id, attempted_at, server, stage, problem, reply)
values
    (1, '2026-11-30 10:07:01+00', 'smtp.corp.example:2525', 'done', null, '250 2.0.0 taken'),
    (2, '2026-11-30 10:08:01+00', 'smtp.corp.example:2525', 'recipient', 'recipient-unknown', '550 5.1.1 nobody');

-- Taken just before the process was killed.
insert into delivery_acceptance (delivery_id, lease_owner, accepted_at, server, reply)
values (3, '00000000-0000-0000-0000-000000000001', '2026-11-30 10:09:01+00', 'smtp.corp.example:2525', '250 2.0.0 taken at last');

insert into link_token (token_hash, purpose, user_id, link_version, delivery_id, created_at, expires_at)
values ('73c5febded01dbb924e677b9723bc9fd61e0cc60c939f36224983cc741d88699', 'RESET', 'fd9a2db9-f67f-4f33-b1bc-0d1795112dc1', 1, 1,
    '2026-11-30 10:07:00+00', '2026-11-30 10:37:00+00');

insert into rate_limit (limit_key, hits, window_end) values ('reset-request:198.51.100.3', 1, '2026-11-30 10:24:00+00');

insert into sign_in_failure (failure_key, failures, last_at) values ('name:anna', 1, '2026-11-30 10:10:00+00');

insert into audit_line (occurred_at, actor, client_address, action, subject, details, search_text)
values
    ('2026-11-30 10:00:00+00', 'system', null, 'users.audit.created', 'root', 'role=ADMINISTRATOR', 'system root'),
    ('2026-11-30 10:10:00+00', 'anonymous', '198.51.100.4', 'signin.audit.failed', 'anna', '', 'anonymous anna');

update webhook set version = 1, sealed_url =
    '1:fXwfwsV5UjWOuqKZhBYFq154UdmY3V9EfDa/8sP1desltrtqu3C5gKnVSXZenmwkKYZ/qRT0xxbA4JiLSQbeQpKNS73+4u1ekKoOm161zvdroA==',
    sealed_secret = '1:pYvW6ixeKsY6i++wtOmSFfqBtPHD+Wcnikyz6YAUlu1MdL68Tl7FruQodAncBBSAl7k6b4BDSEdSuRuTAqNPuiFEIwDS9zVsUfZuzMJ5zk7/zGyNXKPGOKh0UB9EG6CIZqF/eVHT';

insert into webhook_call (id, event, body, state, queued_at, due_at, expires_at, finished_at, attempts, http_status)
values ('5d2a4a1b-7c11-4b8e-9a6f-3c0f7a529b0e', 'alert.raised', '{}', 'SENT', '2026-11-30 10:11:00+00', '2026-11-30 10:11:00+00', '2026-11-30 11:11:00+00',
    '2026-11-30 10:11:01+00', 1, 204);

insert into alert (severity, component, cause, open_cause, message_key, arguments, verbatim, link, occurrences, first_at, last_at,
    mailable, search_text)
values
    (2, 'USERS', 'administrator:root', null, 'alerts.text.administrator-created', 'root', null, null, 1, '2026-11-30 10:00:00+00',
    '2026-11-30 10:00:00+00', true, 'users root was created as an administrator.'),
    (3, 'backup', 'backup-failed', 'backup-failed', null, '', 'The backup of db1 failed', null, 3, '2026-11-30 10:11:00+00', '2026-11-30 10:12:00+00',
    true, 'backup the backup of db1 failed');

insert into alert_read (user_id, alert_id) values ('fd9a2db9-f67f-4f33-b1bc-0d1795112dc1', 2);
insert into alert_read_up_to (user_id, alert_id) values ('1fadf487-7b2f-444d-becd-e0624e217254', 1);
insert into alert_subscription (user_id, component, severity, frequency)
values ('fd9a2db9-f67f-4f33-b1bc-0d1795112dc1', '*', 3, 'DIGEST');
update alert_mail_schedule set last_run_at = '2026-11-30 06:30:00+00', runs = 4 where name = 'digest';
update alert_settings set version = 1, digest_time = '06:30:00';

insert into api_token (token_hash, name, name_key, components, created_at, created_by, revoked_at)
values
    ('48ca663a1894a225aedc895a63a5d58df48cc26c7d46896f4e27724ce0da724f', 'Backup', 'backup', '*', '2026-11-30 10:11:00+00', 'root', null),
    ('48ca663a1894a225aedc895a63a5d58df48cc26c7d46896f4e27724ce0da7240', 'Old backup', null, 'backup', '2026-11-30 10:00:00+00', 'root',
    '2026-11-30 10:11:00+00');
