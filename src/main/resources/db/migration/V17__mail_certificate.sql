-- The certificates that mail servers presented last, so that the page can warn before one ends.
create table mail_certificate (
    host        varchar(255)                not null primary key,
    subject     varchar(1000)               not null,
    fingerprint varchar(100)                not null,
    not_after   timestamp(6) with time zone not null,
    seen_at     timestamp(6) with time zone not null
);
